//! Certificates that hold and certificates that do not.

use std::error::Error;
use std::net::IpAddr;
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, SanType, date_time_ymd,
};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// A certificate authority of the tests: who trusts [`Self::pem`] trusts what it signs.
#[derive(Debug)]
pub struct Authority {
    /// Its certificate.
    pub pem: String,
    servers: Vec<(&'static str, &'static str, Arc<ServerConfig>)>,
}

type Issuer = CertifiedIssuer<'static, KeyPair>;

impl Authority {
    /// A new authority whose good certificates are for the addresses `ips`.
    ///
    /// # Errors
    ///
    /// If a key or certificate cannot be made.
    pub fn new(ips: &[IpAddr]) -> Result<Self, Box<dyn Error>> {
        let issuer = issuer()?;
        let stranger = self::issuer()?;
        let good = || for_ips(ips);
        let mut expired = good()?;
        (expired.not_before, expired.not_after) =
            (date_time_ymd(2017, 1, 1), date_time_ymd(2018, 1, 1));
        let mut early = good()?;
        early.not_before = date_time_ymd(2090, 1, 1);
        let other = CertificateParams::new(vec!["www.other.gov.cn".to_owned()])?;
        let servers = vec![
            ("TLS that holds", "page", config(&good()?, &issuer)?),
            ("a certificate that has expired", "tls-expired", config(&expired, &issuer)?),
            ("a certificate of next century", "tls-expired", config(&early, &issuer)?),
            ("a certificate for another host", "tls-wrong-host", config(&other, &issuer)?),
            ("a certificate of nobody", "tls-untrusted", config(&good()?, &stranger)?),
        ];
        Ok(Self { pem: issuer.pem(), servers })
    }

    /// Servers by what is wrong with them, with the outcome that has to come of it.
    pub fn servers(&self) -> Vec<(&'static str, &'static str, Arc<ServerConfig>)> {
        self.servers.clone()
    }
}

fn issuer() -> Result<Issuer, rcgen::Error> {
    let mut params = CertificateParams::new(Vec::new())?;
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate()?)
}

fn for_ips(ips: &[IpAddr]) -> Result<CertificateParams, rcgen::Error> {
    let mut params = CertificateParams::new(Vec::new())?;
    params.subject_alt_names = ips.iter().copied().map(SanType::IpAddress).collect();
    Ok(params)
}

fn config(
    params: &CertificateParams,
    issuer: &Issuer,
) -> Result<Arc<ServerConfig>, Box<dyn Error>> {
    let key = KeyPair::generate()?;
    let certificate: CertificateDer<'static> = params.signed_by(&key, issuer)?.der().clone();
    let key = PrivateKeyDer::try_from(key.serialize_der())?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)?;
    Ok(Arc::new(config))
}
