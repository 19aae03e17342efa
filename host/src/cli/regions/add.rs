//! `bluebook regions add`: a region, a start page, an account.

use super::super::args::{AddAccount, AddPage, AddRegion, Common};
use super::super::{Code, Failed, Streams, load};
use super::{apply, edit_failed, file_of, part, read};
use crate::manifest::Manifests;
use crate::manifest::edit::{Edited, Entry, Holder, Written, add, add_region, lines};
use crate::model::RegionCode;

pub(super) fn page(
    common: &Common,
    args: &AddPage,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let (_, part) = part(common, &args.place)?;
    let pairs = [
        ("channel", text(args.channel.channel().name())),
        ("role", text(&args.role)),
        ("url", text(&args.url)),
    ];
    let edited = add(&part.text, part.holder, Entry::Page, &pairs);
    apply(common, &part.path, edited.map_err(|error| edit_failed(&part.path, &error))?, streams)
}

pub(super) fn account(
    common: &Common,
    args: &AddAccount,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let (_, part) = part(common, &args.region)?;
    if part.holder == Holder::Head {
        return Err(Failed::new(Code::Arguments, "accounts are a region's own, not inherited"));
    }
    let pairs = [("channel", text(args.channel.channel().name())), ("name", text(&args.name))];
    let edited = add(&part.text, part.holder, Entry::Account, &pairs);
    apply(common, &part.path, edited.map_err(|error| edit_failed(&part.path, &error))?, streams)
}

pub(super) fn region(
    common: &Common,
    args: &AddRegion,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let manifests = load(&common.manifests)?;
    let code = RegionCode::new(args.code);
    let province = RegionCode::new(args.code / 10_000 * 10_000);
    let (Some(code), Some(province)) = (code, province) else {
        return Err(Failed::new(
            Code::NoSuchRegion,
            format!("`{}` is no code of six digits", args.code),
        ));
    };
    let mut pairs = vec![
        ("code", text(&code.to_string())),
        ("zh", text(&args.zh)),
        ("short", text(&args.short)),
        ("area", text(args.area.area().name())),
    ];
    if let Some(en) = &args.en {
        pairs.insert(2, ("en", text(en)));
    }
    pairs.extend(args.lon.map(|lon| ("lon", Written::Number(lon))));
    pairs.extend(args.lat.map(|lat| ("lat", Written::Number(lat))));
    if manifests.region_files.provinces.contains_key(&province) {
        let path = file_of(&manifests, province)?;
        let edited = add_region(&read(&path)?, code, &pairs);
        return apply(common, &path, edited.map_err(|error| edit_failed(&path, &error))?, streams);
    }
    let (path, head) = new_file(&manifests, province, args)?;
    let edited = add_region(&head, code, &pairs).map_err(|error| edit_failed(&path, &error))?;
    apply(common, &path, Edited { line: 1, ..edited }, streams)
}

/// The file of a province that has none yet, and how it begins.
fn new_file(
    manifests: &Manifests,
    province: RegionCode,
    args: &AddRegion,
) -> Result<(std::path::PathBuf, String), Failed> {
    let Some(name) = &args.province_name else {
        let hint = "give its name with `--province-name`".to_owned();
        return Err(Failed::new(
            Code::ManifestNotEditable,
            format!("province {province} has no file yet"),
        )
        .hint(hint));
    };
    let directory = manifests.region_files.from.iter().find(|path| path.is_dir());
    let directory = directory.ok_or_else(|| {
        Failed::new(
            Code::ManifestNotEditable,
            "`regions` in the root manifest names no directory for the file",
        )
    })?;
    let head = lines(&[("province", text(&province.to_string())), ("zh", text(name))]);
    Ok((directory.join(format!("{province}.toml")), format!("{}\n", head.join("\n"))))
}

fn text(value: &str) -> Written {
    Written::Text(value.to_owned())
}
