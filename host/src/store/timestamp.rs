//! Time-stamps of RFC 3161 over a round's root: the request that is written, and what an
//! authority's answer says. Signatures are not checked here; that needs the authority's
//! certificates, and `openssl ts -verify` does it.

use cms::cert::x509::ext::pkix::name::GeneralName;
use cms::cert::x509::spki::AlgorithmIdentifier;
use cms::signed_data::SignedData;
use der::asn1::OctetString;
use der::oid::ObjectIdentifier;
use der::{Any, Decode as _, Encode as _};
use x509_tsp::{MessageImprint, TimeStampReq, TimeStampResp, TspVersion, TstInfo};

use crate::model::Digest;

/// id-sha256 (RFC 5754, 2.2).
const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");

/// id-signedData (RFC 5652, 5.1).
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");

/// id-ct-TSTInfo (RFC 3161, 2.4.2).
const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");

/// `accepted` and `grantedWithMods` (RFC 4210, 5.2.3): the two with a token.
const GRANTED_MAX: u8 = 1;

/// What an authority says, its signature unchecked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeStamp {
    /// What was stamped.
    pub imprint: Digest,
    /// When, `YYYY-MM-DDThh:mm:ssZ`.
    pub stamped_on: String,
    /// Name of the authority, if it says one.
    pub authority: Option<String>,
}

/// An answer that is no time-stamp.
#[derive(Debug, thiserror::Error)]
pub enum BadTimeStamp {
    /// Not the encoding of RFC 3161. Fractions of a second, which it allows, are not read.
    #[error("it is not a time-stamp response this program reads")]
    Unreadable(#[source] der::Error),
    /// The authority refused.
    #[error("the authority did not grant it (status {0})")]
    NotGranted(u8),
    /// It holds another sort of thing.
    #[error("it holds no time-stamp token")]
    NoToken,
    /// It stamps another sort of digest.
    #[error("it stamps no SHA-256")]
    OtherAlgorithm,
}

impl From<der::Error> for BadTimeStamp {
    fn from(error: der::Error) -> Self {
        Self::Unreadable(error)
    }
}

/// The request for a time-stamp over `root`, in DER.
///
/// Without a nonce: the same root gives the same bytes, and the root itself is fresh. It asks
/// for the authority's certificate, so that the answer can be checked years later.
///
/// # Errors
///
/// None in practice: a digest always has an encoding.
pub fn time_stamp_request(root: &Digest) -> Result<Vec<u8>, BadTimeStamp> {
    let imprint = MessageImprint {
        hash_algorithm: AlgorithmIdentifier { oid: SHA_256, parameters: Some(Any::null()) },
        hashed_message: OctetString::new(root.bytes().as_slice())?,
    };
    let request = TimeStampReq {
        version: TspVersion::V1,
        message_imprint: imprint,
        req_policy: None,
        nonce: None,
        cert_req: true,
        extensions: None,
    };
    Ok(request.to_der()?)
}

/// Reads an authority's answer.
///
/// # Errors
///
/// If it is none, or one without a time-stamp.
pub fn read_time_stamp(answer: &[u8]) -> Result<TimeStamp, BadTimeStamp> {
    let answer = TimeStampResp::from_der(answer)?;
    let status = answer.status.status as u8;
    if status > GRANTED_MAX {
        return Err(BadTimeStamp::NotGranted(status));
    }
    let token = answer.time_stamp_token.ok_or(BadTimeStamp::NoToken)?;
    if token.content_type != SIGNED_DATA {
        return Err(BadTimeStamp::NoToken);
    }
    let signed: SignedData = token.content.decode_as()?;
    let content = signed.encap_content_info;
    let info = content.econtent.filter(|_| content.econtent_type == TST_INFO);
    let info = TstInfo::from_der(info.ok_or(BadTimeStamp::NoToken)?.value())?;
    if info.message_imprint.hash_algorithm.oid != SHA_256 {
        return Err(BadTimeStamp::OtherAlgorithm);
    }
    let imprint = info.message_imprint.hashed_message.as_bytes();
    let imprint = <[u8; 32]>::try_from(imprint).map_err(|_| BadTimeStamp::OtherAlgorithm)?;
    Ok(TimeStamp {
        imprint: Digest::from_bytes(imprint),
        stamped_on: info.gen_time.to_date_time().to_string(),
        authority: info.tsa.map(name_of),
    })
}

fn name_of(name: GeneralName) -> String {
    match name {
        GeneralName::DirectoryName(name) => name.to_string(),
        GeneralName::DnsName(name)
        | GeneralName::UniformResourceIdentifier(name)
        | GeneralName::Rfc822Name(name) => name.to_string(),
        GeneralName::OtherName(_)
        | GeneralName::EdiPartyName(_)
        | GeneralName::IpAddress(_)
        | GeneralName::RegisteredId(_) => "(no readable name)".to_owned(),
    }
}
