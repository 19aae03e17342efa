//! The signature of a published round: Ed25519 (RFC 8032) over a statement of a few lines that
//! names its roots, so that `openssl` can check it without this program.

use std::path::{Path, PathBuf};

use data_encoding::BASE64;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::pki_types::pem::PemObject as _;
use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::files::{read_small, write_small};

/// The algorithm's name in [`Signature`].
const ALGORITHM: &str = "ed25519";

/// `SubjectPublicKeyInfo` of an Ed25519 key before its 32 bytes (RFC 8410, 4).
const SPKI_HEAD: [u8; 12] = [0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0];

/// A private key for signing rounds and probes.
#[derive(Debug)]
pub struct SigningKey(Ed25519KeyPair);

/// Why a key cannot sign.
#[derive(Debug, thiserror::Error)]
pub enum BadKey {
    /// The file.
    #[error("cannot read the key")]
    Read(#[source] StoreError),
    /// There is no such file.
    #[error("there is no key `{}`", .0.display())]
    Absent(PathBuf),
    /// It is no PEM of a private key.
    #[error("`{}` holds no `PRIVATE KEY` in PEM", .0.display())]
    NoPem(PathBuf),
    /// It is a key of another sort.
    #[error("`{}` holds no Ed25519 key", .0.display())]
    NotEd25519(PathBuf),
}

impl BadKey {
    /// What to do about it.
    pub fn hint(&self) -> String {
        let file = match self {
            Self::Absent(path) => path.display().to_string(),
            // What is there is somebody's, and is not written over.
            Self::Read(_) | Self::NoPem(_) | Self::NotEd25519(_) => "NEW.key".to_owned(),
        };
        format!(
            "`openssl genpkey -algorithm ed25519 -out {file}` 造一个，不要给人 makes one; give it to nobody"
        )
    }
}

impl SigningKey {
    /// Reads a key in PKCS#8 PEM, as `openssl genpkey -algorithm ed25519` writes it.
    ///
    /// # Errors
    ///
    /// If there is none, or it is of another sort.
    pub fn read(path: &Path) -> Result<Self, BadKey> {
        let pem = read_small(path).map_err(BadKey::Read)?;
        let pem = pem.ok_or_else(|| BadKey::Absent(path.to_owned()))?;
        let der =
            PrivatePkcs8KeyDer::from_pem_slice(&pem).map_err(|_| BadKey::NoPem(path.to_owned()))?;
        // Version 1 of the form has no public key to compare with; ours is computed.
        Ed25519KeyPair::from_pkcs8_maybe_unchecked(der.secret_pkcs8_der())
            .map(Self)
            .map_err(|_| BadKey::NotEd25519(path.to_owned()))
    }

    /// Signs a statement, or any other bytes.
    pub fn sign(&self, statement: impl AsRef<[u8]>) -> Signature {
        Signature {
            algorithm: ALGORITHM.to_owned(),
            public_key: BASE64.encode(self.0.public_key().as_ref()),
            value: BASE64.encode(self.0.sign(statement.as_ref()).as_ref()),
        }
    }
}

/// A signature, and the key to check it with. Whose the key is, nothing here says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// `ed25519`.
    pub algorithm: String,
    /// The 32 bytes in Base64.
    pub public_key: String,
    /// The 64 bytes in Base64.
    pub value: String,
}

impl Signature {
    /// Whether it is that of `statement`.
    pub fn is_of(&self, statement: impl AsRef<[u8]>) -> bool {
        let bytes = |text: &str| BASE64.decode(text.as_bytes()).unwrap_or_default();
        let key = UnparsedPublicKey::new(&ED25519, bytes(&self.public_key));
        self.algorithm == ALGORITHM && key.verify(statement.as_ref(), &bytes(&self.value)).is_ok()
    }

    /// Writes statement, signature and public key beside each other in `dir` as
    /// `published.txt`, `published.sig` and `published.pem`, for `openssl pkeyutl -verify`.
    ///
    /// # Errors
    ///
    /// If the disk fails.
    pub fn write(&self, dir: &Path, statement: &str) -> Result<(), StoreError> {
        let bytes = |text: &str| BASE64.decode(text.as_bytes()).unwrap_or_default();
        let spki = [SPKI_HEAD.as_slice(), &bytes(&self.public_key)].concat();
        let spki = BASE64.encode(&spki);
        let pem = format!("-----BEGIN PUBLIC KEY-----\n{spki}\n-----END PUBLIC KEY-----\n");
        write_small(&dir.join("published.txt"), statement.as_bytes())?;
        write_small(&dir.join("published.sig"), &bytes(&self.value))?;
        write_small(&dir.join("published.pem"), pem.as_bytes())
    }
}
