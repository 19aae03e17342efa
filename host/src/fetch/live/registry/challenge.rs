//! What a registry asks for before it lets somebody in, and how that is answered.

use http_auth::ChallengeRef;
use http_auth::parser::ChallengeParser;
use url::Url;

/// How to prove who asks (RFC 7617, RFC 6750 as registries use it).
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Challenge {
    /// Name and password with every request.
    Basic,
    /// A token that somebody else gives out.
    Bearer {
        /// Who gives it out, and for what, without the scope.
        realm: Url,
    },
}

impl Challenge {
    /// The first that is known here, of all `WWW-Authenticate` say.
    pub(super) fn of<'h>(mut headers: impl Iterator<Item = &'h str>) -> Option<Self> {
        headers.find_map(Self::read)
    }

    fn read(header: &str) -> Option<Self> {
        ChallengeParser::new(header).map_while(Result::ok).find_map(|challenge| known(&challenge))
    }
}

fn known(challenge: &ChallengeRef<'_>) -> Option<Challenge> {
    if challenge.scheme.eq_ignore_ascii_case("basic") {
        return Some(Challenge::Basic);
    }
    if !challenge.scheme.eq_ignore_ascii_case("bearer") {
        return None;
    }
    let param = |wanted: &str| {
        let mut params = challenge.params.iter();
        let found = params.find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.map(|(_, value)| value.to_unescaped())
    };
    let mut realm = Url::parse(&param("realm")?).ok()?;
    if let Some(service) = param("service") {
        realm.query_pairs_mut().append_pair("service", &service);
    }
    Some(Challenge::Bearer { realm })
}

#[cfg(test)]
mod tests {
    use super::Challenge;

    #[track_caller]
    fn check(header: &str, expected: Option<&str>) {
        let found = Challenge::of([header].into_iter()).map(|challenge| match challenge {
            Challenge::Basic => "basic".to_owned(),
            Challenge::Bearer { realm } => realm.to_string(),
        });
        assert_eq!(found.as_deref(), expected, "{header}");
    }

    #[test]
    fn a_challenge_is_read() {
        check("Basic realm=\"Registry\"", Some("basic"));
        check(
            "Bearer realm=\"https://auth.example/token\",service=\"r.example\",scope=\"a\"",
            Some("https://auth.example/token?service=r.example"),
        );
        check("Negotiate, Basic realm=\"a\"", Some("basic"));
        check("Bearer service=\"a\"", None);
        check("Bearer realm=\"nowhere\"", None);
        check("Digest realm=\"a\"", None);
        check("\"", None);
        check("", None);
    }
}
