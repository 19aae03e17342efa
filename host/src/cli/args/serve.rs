//! `serve` and `user`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

use crate::serve::Role;

#[derive(Debug, ClapArgs)]
pub(crate) struct Serve {
    /// 只服务这些轮次；缺省为 `--rounds` 下的全部 / only these rounds; all below `--rounds` if none is given
    #[arg(value_name = "ROUND")]
    pub(crate) names: Vec<String>,
    /// 监听的地址；端口 0 由系统选 / where to listen; port 0 is one that is free
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8321")]
    pub(crate) listen: SocketAddr,
    /// 本机一人使用时的姓名，记入复核 / without accounts: who sits here, for the record
    #[arg(long = "as", value_name = "PERSON")]
    pub(crate) person: Option<String>,
    /// 证书链（PEM） / chain of certificates, PEM
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub(crate) tls_cert: Option<PathBuf>,
    /// 私钥（PEM） / private key, PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub(crate) tls_key: Option<PathBuf>,
    /// 前面有自己的反向代理，由它做 TLS 并写 X-Forwarded-For
    /// / a reverse proxy of ours stands before it, speaks TLS and writes X-Forwarded-For
    #[arg(long, conflicts_with = "tls_cert")]
    pub(crate) behind_proxy: bool,
    /// 对外的主机名，如 `bluebook.example.cn`；可多次给出 / a name it is asked by
    #[arg(long = "host", value_name = "NAME[:PORT]")]
    pub(crate) hosts: Vec<String>,
    /// 轮次的页面来自这些归档 / the rounds' pages come from these archives
    #[arg(long, value_name = "ARCHIVE")]
    pub(crate) from: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) lots: super::Lots,
    /// 发布时用此 Ed25519 私钥（PEM）签名 / sign what is published with this Ed25519 key (PKCS#8 PEM)
    #[arg(long, value_name = "KEY.pem")]
    pub(crate) sign_with: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// 增加账户；密码从终端或 stdin 读入 / add an account; the password is typed or read from stdin
    Add(UserRole),
    /// 列出账户 / list accounts
    List,
    /// 改角色，立即生效 / give another role, at once
    Role(UserRole),
    /// 删除账户，其会话立即结束；记录不变 / remove an account and end its sessions; the record stays
    Remove(UserName),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct UserRole {
    #[command(flatten)]
    pub(crate) name: UserName,
    /// 角色：viewer 读者、reviewer 复核人、adjudicator 裁定人、operator 主持，后者含前者
    /// / viewer, reviewer, adjudicator or operator; each includes those before it
    #[arg(long, value_name = "ROLE", value_parser = role)]
    pub(crate) role: Role,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct UserName {
    /// 姓名，记入复核 / name, as it goes on the record
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
}

fn role(name: &str) -> Result<Role, String> {
    name.parse().map_err(|_| {
        let names: Vec<&str> = Role::ALL.into_iter().map(Role::name).collect();
        format!("one of {}", names.join(", "))
    })
}
