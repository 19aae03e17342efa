//! `review gold`, `review quarantine`, `review carry`: what is said of many verdicts, or before
//! anybody is asked.

use super::sit::{desk_failed, now, point_of, refused_by, sit, target, value};
use crate::cli::args::{Common, ReviewCarry, ReviewGold, ReviewQuarantine};
use crate::cli::{Environment, Failed, Streams};
use crate::model::{Act, Call, Decision, Drawn, Gold, Quarantine};
use crate::review::{Figures, State};

pub(crate) fn gold(
    common: &Common,
    args: &ReviewGold,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let (stored, mut desk) = sit(common, None)?;
    let target = target(&stored, &args.verdict)?;
    let assigned = desk.choose(&args.person, &target, Drawn::Chosen).map_err(refused_by)?;
    let point = point_of(&stored.manifests.system, &target)?;
    let finding = value(point, &args.value, &assigned.task.machine)?;
    let (on, reason) = (assigned.task.on, args.reason.clone());
    let act = Act::Gold(Gold { target, on, finding, reason });
    let event = desk.act(&args.person, act, &now(environment)).map_err(desk_failed)?;
    writeln!(streams.out, "{event}")?;
    Ok(())
}

/// The reason carries what was measured, so that the record says it without the program.
pub(crate) fn quarantine(
    common: &Common,
    args: &ReviewQuarantine,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let (_stored, mut desk) = sit(common, None)?;
    let ReviewQuarantine { family, criterion, person, reason } = args;
    let figures = Figures::of(desk.board());
    let measured = match criterion {
        Some(criterion) => figures.criteria.get(&format!("{family}/{criterion}")),
        None => figures.probes.get(family),
    };
    let measured = measured.filter(|one| one.precision.is_some()).map_or_else(
        || "未测准确率 precision not measured".to_owned(),
        |one| {
            let [lower, upper] = one.precision_interval;
            let (right, n) = (one.n_found_right, one.n_found_by_lot);
            format!("准确率 precision {right}/{n}（{lower:.3}-{upper:.3}）")
        },
    );
    let reason = format!("{reason}; {measured}");
    let (family, criterion) = (family.clone(), criterion.clone());
    let act = Act::Quarantined(Quarantine { family, criterion, reason });
    let event = desk.act(person, act, &now(environment)).map_err(desk_failed)?;
    writeln!(streams.out, "{event}")?;
    writeln!(streams.err, "撤销即恢复 `bluebook review undo {event} --as …` lifts it")?;
    Ok(())
}

/// Takes over what was settled in an earlier round and holds on the pages and rules of this one.
pub(crate) fn carry(
    common: &Common,
    args: &ReviewCarry,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let (_stored, mut desk) = sit(common, None)?;
    let (_, earlier) = sit(&Common { round: Some(args.earlier.clone()), ..common.clone() }, None)?;
    let now = now(environment);
    let (mut n_taken, mut n_changed) = (0, 0);
    for task in earlier.board().tasks() {
        let standing = earlier.board().ledger().standing(&task.target, &task.on, 1);
        let settled = standing.outcome.filter(|_| standing.state == State::Settled);
        let Some(outcome) = settled else { continue };
        let Some(at) = desk.board().find(&task.target) else { continue };
        let Some(own) = desk.board().tasks().get(at).cloned() else { continue };
        if desk.board().state(at).is_some_and(|state| !state.people.is_empty()) {
            continue;
        }
        let Some(finding) = outcome.call.finding().filter(|_| own.on == task.on) else {
            n_changed += 1;
            continue;
        };
        let call = if *finding == own.machine {
            Call::Confirm(finding.clone())
        } else {
            Call::Correct(finding.clone())
        };
        let people = outcome.people.join(", ");
        let decision = Decision {
            target: own.target.clone(),
            on: own.on,
            call,
            exhibits: outcome.exhibits,
            reason: format!("{} {people} {}: {}", args.earlier, outcome.at, outcome.reason),
            drawn: Drawn::Carried,
            is_adjudication: false,
        };
        desk.act(&args.person, Act::Decided(decision), &now).map_err(desk_failed)?;
        n_taken += 1;
    }
    writeln!(
        streams.out,
        "沿用 taken over {n_taken} · 页面或规则已变，须重新复核 changed, asked again {n_changed}"
    )?;
    Ok(())
}
