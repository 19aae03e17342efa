//! Names and passwords for registries, as `docker login` writes them into its `config.json`.

use std::collections::BTreeMap;
use std::path::Path;

use data_encoding::BASE64_NOPAD;
use serde::Deserialize;

use super::super::{Code, Failed};
use super::offered::read;
use crate::fetch::Login;

/// Bytes of the file; an entry has some 100.
const CONFIG_BYTES_MAX: usize = 1 << 20;

/// Of the file only this: what a credential store keeps, only its own program gives out.
#[derive(Debug, Deserialize)]
struct Config {
    #[serde(default)]
    auths: BTreeMap<String, Entry>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    /// Name and password with a colon between them, in Base64.
    auth: Option<String>,
}

/// Who we are at a registry; nobody in particular where the file is not there or does not say.
pub(super) fn login(registry: &str, file: Option<&Path>) -> Result<Option<Login>, Failed> {
    let Some(file) = file.filter(|file| file.is_file()) else { return Ok(None) };
    let bytes = read(file, CONFIG_BYTES_MAX)?;
    // Never the cause: it may quote a password.
    let wrong = || {
        Failed::new(Code::FileUnreadable, format!("`{}` is no config of Docker", file.display()))
    };
    let config: Config = serde_json::from_slice(&bytes).map_err(|_| wrong())?;
    let mut entries = config.auths.into_iter();
    let own = entries.find(|(name, _)| host(name) == registry);
    let Some(auth) = own.and_then(|(_, entry)| entry.auth).filter(|auth| !auth.is_empty()) else {
        return Ok(None);
    };
    // Some write the padding, some do not.
    let bytes = BASE64_NOPAD.decode(auth.trim_end_matches('=').as_bytes());
    let text = bytes.ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let text = text.ok_or_else(wrong)?;
    let (user, password) = text.split_once(':').ok_or_else(wrong)?;
    Ok(Some(Login { user: user.to_owned(), password: password.to_owned() }))
}

/// The registry an entry is of; Docker writes some as addresses.
fn host(name: &str) -> &str {
    let name =
        name.strip_prefix("https://").or_else(|| name.strip_prefix("http://")).unwrap_or(name);
    name.split('/').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::login;

    #[track_caller]
    fn check(config: &str, expected: Option<(&str, &str)>) {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("config.json");
        fs::write(&file, config).unwrap();
        let found = login("r.example:5000", Some(&file)).unwrap();
        let found = found.as_ref().map(|login| (login.user.as_str(), login.password.as_str()));
        assert_eq!(found, expected, "{config}");
    }

    #[test]
    fn a_login_is_read() {
        check(r#"{"auths":{"r.example:5000":{"auth":"bWU6YTpi"}}}"#, Some(("me", "a:b")));
        check(r#"{"auths":{"https://r.example:5000/v1/":{"auth":"bWU6YQ=="}}}"#, Some(("me", "a")));
        check(r#"{"auths":{"r.example":{"auth":"bWU6YQ=="}}}"#, None);
        check(r#"{"auths":{"r.example:5000":{}},"credsStore":"desktop"}"#, None);
        check("{}", None);
        assert!(login("r.example", None).unwrap().is_none());
    }

    #[test]
    fn a_broken_config_is_said_without_what_it_holds() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("config.json");
        fs::write(&file, r#"{"auths":{"r.example":{"auth":"secret!"}}}"#).unwrap();
        let failed = login("r.example", Some(&file)).unwrap_err();
        assert!(failed.line().contains("no config of Docker") && !failed.line().contains("secret"));
    }
}
