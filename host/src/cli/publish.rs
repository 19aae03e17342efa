//! `bluebook publish`: a round that passes its audit is sealed, and takes no more. Before that it
//! may be a draft that those assessed see and contest.

mod phases;

use std::path::Path;

use self::phases::{finish, open_phase};
use super::args::{Common, Publish};
use super::round::store_failed;
use super::rounds::{audit_of, plan_here, refused, seal_round, write_finding};
use super::stored::{Stored, named};
use super::{Code, Environment, Failed, Streams};
use crate::audit::{AuditFinding, Audited, Check};
use crate::evidence::utc;
use crate::report::clean;
use crate::store::{Accepted, PUBLISHED_FILE, Published, SigningKey};

pub(crate) fn publish(
    common: &Common,
    args: &Publish,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let wanted = args.accept.iter().map(|text| accepted(text)).collect::<Result<Vec<_>, _>>()?;
    let common = named(common, args.name.as_ref());
    let stored = Stored::open(&common)?;
    let directory = &stored.directory;
    let root = stored.reader.root().to_string();
    if let Some(published) = Published::read(directory).map_err(store_failed)? {
        return again(&published, &root, streams);
    }
    let against = args.against.as_deref();
    let plan = plan_here(&stored, environment, streams)?;
    let audited = audit_of(&stored, &common, against, plan)?;
    let accepted = answered(wanted, &audited, streams)?;
    let is_accepted = |finding: &AuditFinding| accepted.iter().any(|one| one.name == finding.name);
    let mut n_failed = 0;
    for finding in audited.findings.iter().filter(|finding| !is_accepted(finding)) {
        write_finding(finding, streams)?;
    }
    for _failed in audited.failed().filter(|finding| !is_accepted(finding)) {
        n_failed += 1;
    }
    if n_failed > 0 {
        return Err(refused(n_failed));
    }
    let key = args.sign_with.as_deref().map(key).transpose()?;
    seal_round(directory, &stored.reader, &stored.manifests)?;
    if args.objections_until.is_some() || args.embargo_until.is_some() {
        let is_draft = open_phase(&stored, args, environment, streams)?;
        if is_draft {
            return Ok(());
        }
    }
    let name = &stored.reader.header().name;
    let reviewed = finish(&stored, args, environment, streams)?;
    let published_on = reviewed.published_on.clone().unwrap_or_else(|| utc((environment.clock)()));
    let published = Published::new(name, root.clone(), published_on, accepted)
        .with_reviews(reviewed.root, reviewed.embargo_until);
    let published = match key {
        Some(key) => published.signed(&key),
        None => published,
    };
    published.write(directory).map_err(store_failed)?;
    if let Some(reviews) = &published.reviews {
        writeln!(streams.out, "复核的根 root of reviews {reviews}")?;
    }
    writeln!(streams.out, "已发布 published {name}")?;
    writeln!(streams.out, "根 root {root}")?;
    writeln!(streams.out, "{}", directory.join(PUBLISHED_FILE).display())?;
    Ok(())
}

fn key(path: &Path) -> Result<SigningKey, Failed> {
    SigningKey::read(path).map_err(|error| {
        let hint = error.hint();
        Failed::of(error).hint(Some(hint))
    })
}

/// Publishing a published round says so and changes nothing.
fn again(published: &Published, root: &str, streams: &mut Streams<'_>) -> Result<(), Failed> {
    if published.root != root {
        let text = format!("the round was published with root {}, and has {root}", published.root);
        return Err(Failed::new(Code::RoundNotAsSealed, text)
            .hint(Some("`bluebook round verify` lists what is wrong".to_owned())));
    }
    let on = clean(&published.published_on);
    writeln!(streams.out, "已于 {on} 发布 was published on {on}")?;
    writeln!(streams.out, "根 root {root}")?;
    Ok(())
}

/// `NAME=REASON` as a person typed it.
fn accepted(text: &str) -> Result<Accepted, Failed> {
    let wrong = |text: String| {
        let names: Vec<_> = acceptable().map(Check::name).collect();
        let hint = format!("NAME=REASON; NAME is one of {}", names.join(", "));
        Failed::new(Code::AcceptUnfit, text).hint(Some(hint))
    };
    let (name, reason) =
        text.split_once('=').ok_or_else(|| wrong(format!("`{text}` gives no reason")))?;
    if reason.trim().is_empty() {
        return Err(wrong(format!("`{text}` gives no reason")));
    }
    if !acceptable().any(|check| check.name() == name) {
        return Err(wrong(format!("`{name}` is nothing that can be accepted")));
    }
    let (name, reason) = (name.to_owned(), reason.trim().to_owned());
    Ok(Accepted { n_findings: 0, name, reason })
}

/// A run that has not ended cannot be sealed, whoever accepts it.
fn acceptable() -> impl Iterator<Item = Check> {
    Check::ALL.iter().copied().filter(|check| *check != Check::RoundOpen)
}

/// What is accepted, with how often it was found; what was not found is only said.
fn answered(
    wanted: Vec<Accepted>,
    audited: &Audited,
    streams: &mut Streams<'_>,
) -> Result<Vec<Accepted>, Failed> {
    let mut answered = Vec::new();
    for Accepted { name, reason, .. } in wanted {
        let n_findings = audited.findings.iter().filter(|finding| finding.name == name).count();
        if n_findings == 0 {
            writeln!(
                streams.err,
                "注意 note: 没有 `{name}` 可接受 there is no `{name}` to accept"
            )?;
            continue;
        }
        answered.push(Accepted { n_findings, name, reason });
    }
    Ok(answered)
}
