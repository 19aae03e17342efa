//! What goes wrong with a registry.

use crate::fetch::LiveError;
use crate::model::Digest;

/// A registry did not give or take what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum RegistryError {
    /// The client could not be made.
    #[error("cannot set up the client of registries")]
    Client {
        /// Why.
        source: LiveError,
    },
    /// The address may not be asked.
    #[error("`{url}` may not be asked: {why}")]
    Address {
        /// The address, the registry's own or one it sent us to.
        url: String,
        /// What is wrong with it.
        why: String,
    },
    /// The name of a host has no address.
    #[error("{why}")]
    Name {
        /// Which name, and what the name servers say.
        why: String,
    },
    /// Nobody answers.
    #[error("cannot reach `{host}`")]
    Network {
        /// The host.
        host: String,
        /// Why.
        source: reqwest::Error,
    },
    /// It takes too long.
    #[error("`{host}` took longer than {secs} s")]
    Slow {
        /// The host.
        host: String,
        /// The longest time.
        secs: u64,
    },
    /// There is no such artifact, or no such part of it.
    #[error("the registry `{registry}` has no {what}")]
    NotFound {
        /// The registry.
        registry: String,
        /// What was asked for.
        what: String,
    },
    /// Nobody is let in without a name, or not with this one.
    #[error("the registry `{registry}` does not let us in{said}")]
    Unauthorised {
        /// The registry.
        registry: String,
        /// What it said, with a colon before it.
        said: String,
    },
    /// It is let in and may not do this.
    #[error("the registry `{registry}` does not allow this{said}")]
    Forbidden {
        /// The registry.
        registry: String,
        /// What it said, with a colon before it.
        said: String,
    },
    /// It asks for a proof of who we are that cannot be given.
    #[error("the registry `{registry}` asks for a sort of login that is not known here")]
    Challenge {
        /// The registry.
        registry: String,
    },
    /// Whoever gives out tokens gives none.
    #[error("`{host}` gave no token for the registry{said}")]
    Token {
        /// Who gives out tokens.
        host: String,
        /// What it said, with a colon before it.
        said: String,
    },
    /// It answers something else.
    #[error("`{host}` answered {status}{said}")]
    Answer {
        /// The host.
        host: String,
        /// Status of the answer.
        status: u16,
        /// What it said, with a colon before it.
        said: String,
    },
    /// It sends us on and on.
    #[error("`{host}` sends us on more than {n_hops_max} times")]
    Hops {
        /// The last host.
        host: String,
        /// Redirects followed.
        n_hops_max: usize,
    },
    /// An answer has no place, or none that can be read.
    #[error("`{host}` says no place for what is sent")]
    NoPlace {
        /// The host.
        host: String,
    },
    /// An answer is larger than it may be.
    #[error("{what} has more than {bytes_max} bytes")]
    TooLarge {
        /// What was asked for.
        what: String,
        /// Bytes it may have.
        bytes_max: usize,
    },
    /// An answer is smaller or larger than it is said to be.
    #[error("{what} has {found} bytes, not {wanted}")]
    Size {
        /// What was asked for.
        what: String,
        /// Bytes it is said to have.
        wanted: usize,
        /// Bytes that came.
        found: usize,
    },
    /// An answer is not what was asked for.
    #[error("{what} has the digest {found}, not {wanted}")]
    Digest {
        /// What was asked for.
        what: String,
        /// Its digest.
        wanted: String,
        /// The digest of what came.
        found: Digest,
    },
}

impl RegistryError {
    /// What to do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Address { .. } => Some(
                "registry 在内网时在 fetch.toml 写 `allow_private_addresses = true` · for a registry inside your \
                 network say so in fetch.toml",
            ),
            Self::Name { .. } | Self::Network { .. } | Self::Slow { .. } => Some(
                "没有网络的机器用 `probe save` 和 `probe load` · machines without network take what \
                 `probe save` wrote with `probe load`",
            ),
            Self::NotFound { .. } => Some(
                "看仓库名和标签；不写标签即 latest · see repository and tag; without one it is latest",
            ),
            Self::Unauthorised { .. } | Self::Token { .. } => Some(
                "名字和密码读自 Docker 的 config.json 里的 `auths`，如 `docker login` 所写 · name and password \
                 are read from `auths` in Docker's config.json, as `docker login` writes it without a credential store",
            ),
            Self::Forbidden { .. } => {
                Some("这个名字没有权限 · whoever is logged in may not do this there")
            }
            Self::Digest { .. } | Self::Size { .. } => Some(
                "不要用它 · do not use it; something between here and the publisher changed it",
            ),
            Self::Client { .. }
            | Self::Challenge { .. }
            | Self::Answer { .. }
            | Self::Hops { .. }
            | Self::NoPlace { .. }
            | Self::TooLarge { .. } => None,
        }
    }
}
