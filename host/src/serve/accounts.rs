//! Who may log in, and as what: a small file beside the rounds that only its owner reads.
//!
//! Passwords are kept as Argon2id hashes with their own parameters, so that these can be raised
//! and old hashes stay good.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, Params, Version};
use data_encoding::BASE64;
use ring::rand::{SecureRandom as _, SystemRandom};
use serde::{Deserialize, Serialize};

use super::role::Role;
use crate::model::Digest;

/// Name of the file in the folder of the rounds.
pub const ACCOUNTS_FILE: &str = "users.json";

/// Version of the form below.
const SCHEMA: u32 = 1;

/// Memory, passes and lanes of Argon2id: the first choice of OWASP's Password Storage Cheat Sheet.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Bytes of a salt: RFC 9106, 3.1 recommends 16.
const SALT_BYTES: usize = 16;

/// Bytes of a hash: as long as what it keeps from being guessed.
const HASH_BYTES: usize = 32;

/// Characters of a password: NIST SP 800-63B asks for 8 at least; a server is asked from afar.
const PASSWORD_CHARS_MIN: usize = 12;

/// Bytes of a password; hashing takes longer the longer it is.
const PASSWORD_BYTES_MAX: usize = 1_024;

/// Characters of a name, as the record allows a reviewer.
const NAME_CHARS_MAX: usize = 100;

/// Bytes of the file: 10,000 accounts.
const FILE_BYTES_MAX: u64 = 4 << 20;

/// Why an account is not what was wanted.
#[derive(Debug, thiserror::Error)]
pub enum AccountsError {
    /// The file is there and cannot be read.
    #[error("cannot read the accounts in `{}`", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is no list of accounts.
    #[error("`{}` is no list of accounts", path.display())]
    Parse {
        /// The file.
        path: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
    /// The file is of a later version of this program.
    #[error("the accounts in `{}` have version {found}", path.display())]
    Version {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
    },
    /// Others may read or write the file.
    #[error("others may read or write `{}` (mode {mode:03o})", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// The file cannot be written.
    #[error("cannot write the accounts to `{}`", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A name that the record would not take.
    #[error("a name has 1 to {NAME_CHARS_MAX} characters, none of control")]
    Name,
    /// A password that is guessed.
    #[error(
        "a password has {PASSWORD_CHARS_MIN} characters at least and {PASSWORD_BYTES_MAX} bytes at most"
    )]
    Password,
    /// The name is taken.
    #[error("there is an account `{0}`")]
    Taken(String),
    /// Nobody has the name.
    #[error("there is no account `{0}`")]
    Nobody(String),
    /// The system gives no randomness, or no memory.
    #[error("the password cannot be hashed")]
    Hash,
}

impl AccountsError {
    /// What to do about it, if there is something to say.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Open { path, .. } => Some(format!("chmod 600 '{}'", path.display())),
            Self::Taken(name) => {
                Some(format!("`bluebook user role {name} --role …` changes what it may do"))
            }
            Self::Nobody(_) => Some("`bluebook user list` says who there is".to_owned()),
            Self::Read { .. }
            | Self::Parse { .. }
            | Self::Version { .. }
            | Self::Write { .. }
            | Self::Name
            | Self::Password
            | Self::Hash => None,
        }
    }
}

/// One account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// What the person may do.
    pub role: Role,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    /// Base64.
    salt: String,
    /// Base64.
    hash: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    schema: u32,
    users: BTreeMap<String, Account>,
}

/// Everybody who may log in, by name.
#[derive(Debug, Clone)]
pub struct Accounts {
    path: PathBuf,
    users: BTreeMap<String, Account>,
}

impl Accounts {
    /// Reads the accounts; there are none where there is no file.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is no list of accounts, or is open to others.
    pub fn open(path: &Path) -> Result<Self, AccountsError> {
        let none = Self { path: path.to_owned(), users: BTreeMap::new() };
        let unread = |source| AccountsError::Read { path: path.to_owned(), source };
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(none),
            Err(source) => return Err(unread(source)),
        };
        check_mode(path, &file)?;
        let mut bytes = Vec::new();
        let mut limited = io::Read::take(file, FILE_BYTES_MAX);
        io::Read::read_to_end(&mut limited, &mut bytes).map_err(unread)?;
        let stored: Stored = serde_json::from_slice(&bytes)
            .map_err(|source| AccountsError::Parse { path: path.to_owned(), source })?;
        if stored.schema != SCHEMA {
            return Err(AccountsError::Version { path: path.to_owned(), found: stored.schema });
        }
        Ok(Self { users: stored.users, ..none })
    }

    /// Everybody, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Role)> {
        self.users.iter().map(|(name, account)| (name.as_str(), account.role))
    }

    /// Whether nobody can log in.
    pub fn is_empty(&self) -> bool {
        self.users.is_empty()
    }

    /// The account of a name.
    pub fn get(&self, name: &str) -> Option<&Account> {
        self.users.get(name)
    }

    /// Adds an account and writes the file.
    ///
    /// # Errors
    ///
    /// If the name is none or taken, the password too short or long, or the disk fails.
    pub fn add(&mut self, name: &str, role: Role, password: &str) -> Result<(), AccountsError> {
        let name = name.trim();
        if !(1..=NAME_CHARS_MAX).contains(&name.chars().count()) || name.contains(char::is_control)
        {
            return Err(AccountsError::Name);
        }
        if self.users.contains_key(name) {
            return Err(AccountsError::Taken(name.to_owned()));
        }
        if password.chars().count() < PASSWORD_CHARS_MIN || password.len() > PASSWORD_BYTES_MAX {
            return Err(AccountsError::Password);
        }
        self.users.insert(name.to_owned(), Account::new(role, password)?);
        self.write()
    }

    /// Gives an account another role and writes the file.
    ///
    /// # Errors
    ///
    /// If nobody has the name, or the disk fails.
    pub fn set_role(&mut self, name: &str, role: Role) -> Result<(), AccountsError> {
        let account =
            self.users.get_mut(name).ok_or_else(|| AccountsError::Nobody(name.to_owned()))?;
        account.role = role;
        self.write()
    }

    /// Removes an account and writes the file. What the person recorded stays on record.
    ///
    /// # Errors
    ///
    /// If nobody has the name, or the disk fails.
    pub fn remove(&mut self, name: &str) -> Result<(), AccountsError> {
        if self.users.remove(name).is_none() {
            return Err(AccountsError::Nobody(name.to_owned()));
        }
        self.write()
    }

    /// Whole or not at all, and never open to others, not even while it is written.
    fn write(&self) -> Result<(), AccountsError> {
        let failed = |source| AccountsError::Write { path: self.path.clone(), source };
        let stored = Stored { schema: SCHEMA, users: self.users.clone() };
        let mut text = serde_json::to_vec_pretty(&stored)
            .map_err(|source| AccountsError::Parse { path: self.path.clone(), source })?;
        text.push(b'\n');
        let half = self.path.with_extension("tmp");
        match fs::remove_file(&half) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
            Ok(()) | Err(_) => {}
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let written = options
            .open(&half)
            .and_then(|mut file| file.write_all(&text).and_then(|()| file.sync_all()))
            .and_then(|()| fs::rename(&half, &self.path));
        written.map_err(failed)
    }
}

impl Account {
    fn new(role: Role, password: &str) -> Result<Self, AccountsError> {
        let mut salt = [0; SALT_BYTES];
        SystemRandom::new().fill(&mut salt).map_err(|_| AccountsError::Hash)?;
        let mut account = Self {
            role,
            memory_kib: MEMORY_KIB,
            passes: PASSES,
            lanes: LANES,
            salt: BASE64.encode(&salt),
            hash: String::new(),
        };
        let hash = account.hash_of(password).ok_or(AccountsError::Hash)?;
        account.hash = BASE64.encode(&hash);
        Ok(account)
    }

    /// An account that no password opens: what a name that nobody has is checked against, so that
    /// it takes as long as one that somebody has.
    pub(super) fn nobody() -> Self {
        Self {
            role: Role::Viewer,
            memory_kib: MEMORY_KIB,
            passes: PASSES,
            lanes: LANES,
            salt: BASE64.encode(&[0; SALT_BYTES]),
            hash: String::new(),
        }
    }

    /// Whether this is the password. Takes [`MEMORY_KIB`] and some 20 ms.
    pub(super) fn is_opened_by(&self, password: &str) -> bool {
        let hash = self.hash_of(password);
        let kept = BASE64.decode(self.hash.as_bytes()).ok();
        // Of digests, so that the time of comparing says nothing of the hash.
        hash.zip(kept).is_some_and(|(hash, kept)| {
            kept.len() == HASH_BYTES && Digest::of(&hash) == Digest::of(&kept)
        })
    }

    /// What changes when the password does: sessions begun before are over then.
    pub(super) fn mark(&self) -> Digest {
        Digest::of_parts([self.salt.as_bytes(), self.hash.as_bytes()])
    }

    fn hash_of(&self, password: &str) -> Option<Vec<u8>> {
        if password.len() > PASSWORD_BYTES_MAX {
            return None;
        }
        let Self { memory_kib, passes, lanes, salt, .. } = self;
        let salt = BASE64.decode(salt.as_bytes()).ok()?;
        let params = Params::new(*memory_kib, *passes, *lanes, Some(HASH_BYTES)).ok()?;
        let mut hash = vec![0; HASH_BYTES];
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        argon.hash_password_into(password.as_bytes(), &salt, &mut hash).ok()?;
        Some(hash)
    }
}

#[cfg(unix)]
fn check_mode(path: &Path, file: &File) -> Result<(), AccountsError> {
    use std::os::unix::fs::PermissionsExt as _;
    let unread = |source| AccountsError::Read { path: path.to_owned(), source };
    let mode = file.metadata().map_err(unread)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(AccountsError::Open { path: path.to_owned(), mode });
    }
    Ok(())
}

#[cfg(not(unix))]
fn check_mode(_path: &Path, _file: &File) -> Result<(), AccountsError> {
    Ok(())
}

#[cfg(test)]
mod tests;
