//! `bluebook regions disable` and `enable`.

use super::super::args::{Common, RegionsDisable, RegionsEnable, What};
use super::super::{Code, Failed, Streams};
use super::{Part, apply, edit_failed, part};
use crate::manifest::edit::{Edited, Entry, Written, add, remove};
use crate::manifest::load_edited;
use crate::model::{PointId, Switched};

pub(super) fn disable(
    common: &Common,
    args: &RegionsDisable,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let (_, part) = part(common, &args.place)?;
    let what = what(&args.what)?;
    if let Some(there) = without(&part, &part.text, Entry::Disable, &what)? {
        let text = format!(
            "{} is switched off already: {}:{}",
            name(&what),
            part.path.display(),
            there.line
        );
        return Err(Failed::new(Code::ManifestSwitch, text));
    }
    // What was switched on here is not any more.
    let text = without(&part, &part.text, Entry::Enable, &what)?;
    let text = text.map_or_else(|| part.text.clone(), |edited| edited.text);
    let edited = with(&part, &text, Entry::Disable, (&what, &args.reason))?;
    apply(common, &part.path, edited, streams)
}

pub(super) fn enable(
    common: &Common,
    args: &RegionsEnable,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let (_, part) = part(common, &args.place)?;
    let what = what(&args.what)?;
    let taken_out = without(&part, &part.text, Entry::Disable, &what)?;
    let text = taken_out.as_ref().map_or(&part.text, |edited| &edited.text);
    // Only the set as a whole knows whether a level above switches it off.
    let reason = args.reason.as_deref().unwrap_or("-");
    let switched_on = with(&part, text, Entry::Enable, (&what, reason))?;
    let is_off_above =
        load_edited(&common.manifests, part.path.clone(), switched_on.text.clone()).is_ok();
    match (is_off_above, taken_out) {
        (true, _) if args.reason.is_none() => {
            let text = format!("a level above switches {} off", name(&what));
            let hint = "say with `--reason` why it is on here".to_owned();
            Err(Failed::new(Code::ManifestSwitch, text).hint(hint))
        }
        (false, Some(taken_out)) => apply(common, &part.path, taken_out, streams),
        // Where it is not off at all, the problems of the set say so.
        (true, _) | (false, None) => apply(common, &part.path, switched_on, streams),
    }
}

fn what(what: &What) -> Result<Switched, Failed> {
    match (&what.probe, &what.point) {
        (Some(family), None) => Ok(Switched::Probe(family.clone())),
        (None, Some(point)) => Ok(Switched::Point(PointId(point.clone()))),
        (Some(_), Some(_)) | (None, None) => {
            Err(Failed::new(Code::Arguments, "either `--probe` or `--point`"))
        }
    }
}

fn name(what: &Switched) -> String {
    match what {
        Switched::Probe(family) => format!("probe `{family}`"),
        Switched::Point(point) => format!("point `{point}`"),
    }
}

fn with(
    part: &Part,
    text: &str,
    entry: Entry,
    (what, reason): (&Switched, &str),
) -> Result<Edited, Failed> {
    let (key, value) = match what {
        Switched::Probe(family) => ("probe", family.clone()),
        Switched::Point(point) => ("point", point.to_string()),
    };
    let pairs = [(key, Written::Text(value)), ("reason", Written::Text(reason.to_owned()))];
    add(text, part.holder, entry, &pairs).map_err(|error| edit_failed(&part.path, &error))
}

fn without(
    part: &Part,
    text: &str,
    entry: Entry,
    what: &Switched,
) -> Result<Option<Edited>, Failed> {
    remove(text, part.holder, entry, what).map_err(|error| edit_failed(&part.path, &error))
}
