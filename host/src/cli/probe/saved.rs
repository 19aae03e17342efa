//! `bluebook probe save` and `load`: probes in one file, from a machine with network to one without.

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::super::args::{Common, LoadProbes, SaveProbes, Taking};
use super::super::{Code, Environment, Failed, Streams, load};
use super::add::{Taker, agreed, read_lock, read_trust, say_next, trust_folder};
use super::offered::{Offer, is_address, read, signature_beside};
use crate::manifest::{Manifests, ProbeEntry};
use crate::model::Digest;
use crate::report::clean;
use crate::run::{
    BUNDLE_BYTES_MAX, Brought, Bundle, BundleError, Bundled, COMPONENT_BYTES_MAX, Lock, TRUST_FILE,
    Trust,
};

/// Bytes of a policy; a publisher has some 200.
const TRUST_BYTES_MAX: usize = 1 << 20;

/// The first bytes of a component, whole packs included.
const WASM: &[u8] = b"\0asm";

pub(crate) fn save(
    common: &Common,
    args: &SaveProbes,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let manifests = load(&common.manifests)?;
    let lock = read_lock(&manifests)?;
    let mut probes = Vec::new();
    for entry in wanted(&manifests, &lock, &args.families)? {
        let probe = bundled(&manifests, &lock, entry)?;
        let signed =
            if probe.signature.is_some() { "已签名 signed" } else { "没有签名 not signed" };
        let (family, source) = (clean(&probe.family), clean(&probe.source));
        writeln!(streams.err, "存入 saved      {family}  {signed}  {source}")?;
        probes.push(probe);
    }
    let policy = trust_folder(&manifests).join(TRUST_FILE);
    let trust = if policy.is_file() { Some(read(&policy, TRUST_BYTES_MAX)?) } else { None };
    let n_probes = probes.len();
    let mut bytes = Vec::new();
    Bundle { probes, trust }.write(&mut bytes)?;
    fs::write(&args.out, &bytes).map_err(|error| {
        Failed::new(Code::FileUnwritable, format!("cannot write `{}`: {error}", args.out.display()))
    })?;
    writeln!(streams.out, "{}", args.out.display())?;
    writeln!(streams.err, "{n_probes} 个探针 probes，{} 字节 bytes", bytes.len())?;
    writeln!(streams.err, "摘要 digest     {}", Digest::of(&bytes))?;
    Ok(())
}

/// The probes to save: those named, else all that were added.
fn wanted<'m>(
    manifests: &'m Manifests,
    lock: &Lock,
    families: &[String],
) -> Result<Vec<&'m ProbeEntry>, Failed> {
    let listed = &manifests.probes.probes;
    let is_added = |entry: &&ProbeEntry| {
        lock.entry(&entry.file.to_string_lossy()).is_some_and(|locked| locked.source.is_some())
    };
    for family in families {
        let entry = listed.iter().find(|entry| entry.family == *family);
        let (family, hint) = (clean(family), "`bluebook probe list`".to_owned());
        let Some(entry) = entry else {
            let text = format!("the manifests list no probe `{family}`");
            return Err(Failed::new(Code::NoSuchProbe, text).hint(hint));
        };
        if !is_added(&entry) {
            let text = format!("`{family}` was not taken by `probe add`");
            return Err(Failed::new(Code::NoSuchProbe, text).hint(
                "先打包再加入 pack it and add the pack: `bluebook probe pack`、`bluebook probe add`"
                    .to_owned(),
            ));
        }
    }
    let is_named = |entry: &&ProbeEntry| families.is_empty() || families.contains(&entry.family);
    let wanted: Vec<&ProbeEntry> = listed.iter().filter(is_named).filter(is_added).collect();
    if wanted.is_empty() {
        return Err(Failed::new(Code::NoSuchProbe, "no probe here was taken by `probe add`")
            .hint("`bluebook probe list` 看来源 shows where they are from".to_owned()));
    }
    Ok(wanted)
}

fn bundled(manifests: &Manifests, lock: &Lock, entry: &ProbeEntry) -> Result<Bundled, Failed> {
    let path = manifests.probes.directory.join(&entry.file);
    let component = read(&path, COMPONENT_BYTES_MAX)?;
    let locked = lock.entry(&entry.file.to_string_lossy());
    let locked = locked.filter(|locked| locked.digest == Digest::of(&component));
    let Some(locked) = locked else {
        let text = format!("`{}` is not the probe that was agreed to", path.display());
        return Err(Failed::new(Code::ProbeNotLocked, text)
            .hint("`bluebook probe update` 或 or `bluebook probe lock`".to_owned()));
    };
    let brought = Brought::of(&component).map_err(Failed::of)?;
    let brought = brought.ok_or_else(|| {
        let text = format!("`{}` brings no lines for manifests", path.display());
        Failed::new(Code::PackEmpty, text)
            .hint("`bluebook probe add` 重新加入 add it again".to_owned())
    })?;
    Ok(Bundled {
        family: entry.family.clone(),
        // As its own lines name it; here it may have been named otherwise.
        file: super::add::file_of(&brought)?,
        source: shareable(locked.source.as_deref().unwrap_or_default()),
        resolved: locked.resolved.clone(),
        contract: locked.contract.clone(),
        signature: signature_beside(&path)?.filter(|signature| signature.is_of(&component)),
        component,
    })
}

/// A source as others may read it: of a path on this machine only the last name.
fn shareable(source: &str) -> String {
    if is_address(source) {
        return source.to_owned();
    }
    Path::new(source).file_name().unwrap_or_default().to_string_lossy().into_owned()
}

pub(crate) fn load_saved(
    common: &Common,
    args: &LoadProbes,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let manifests = load(&common.manifests)?;
    let bytes = read(&args.file, BUNDLE_BYTES_MAX)?;
    let bundle = Bundle::read(&bytes).map_err(|error| failed(&args.file, &bytes, &error))?;
    let policy = Policy::of(&manifests, &bundle, args, streams)?;
    let taker = Taker::new(&policy.trust, args.taking, environment)?;
    let offers: Vec<(String, Offer)> =
        bundle.probes.into_iter().map(|probe| (probe.family.clone(), offer(probe))).collect();
    // Each changes what the next one meets; all of them are looked at before the first is written.
    let (mut before, mut edited, mut changes) = (Rc::new(manifests), Vec::new(), Vec::new());
    for (family, offer) in &offers {
        let change = taker.change(&before, &edited, offer)?;
        if change.family() != family {
            return Err(misnamed(family, change.family(), offer));
        }
        before = Rc::clone(&change.after);
        edited.clone_from(&change.texts);
        changes.push(change);
    }
    let mut is_any = false;
    for change in &changes {
        is_any |= change.tell(&taker, streams)?;
    }
    if is_any && !args.taking.yes && !agreed("照此做 do it?", environment, streams)? {
        return Err(Failed::new(Code::NotTaken, "没有加入 nothing taken"));
    }
    // Saying yes to probes says nothing of whom to believe.
    if policy.asks && !agreed("从此信任他们 trust them from now on?", environment, streams)? {
        return Err(Failed::new(Code::NotTaken, "没有加入 nothing taken"));
    }
    for change in &changes {
        if !change.is_done()? {
            change.write(streams)?;
        }
    }
    policy.write(streams)?;
    if is_any { say_next(common, streams) } else { Ok(()) }
}

fn misnamed(listed: &str, says: &str, offer: &Offer) -> Failed {
    let (source, listed, says) = (clean(&offer.source), clean(listed), clean(says));
    let text = format!("`{source}` is listed as `{listed}` and says that it is `{says}`");
    Failed::new(Code::BundleUnusable, text)
}

fn offer(probe: Bundled) -> Offer {
    let Bundled { source, resolved, component, signature, .. } = probe;
    Offer { source, resolved, bytes: component, signature, is_own: false }
}

fn failed(file: &Path, bytes: &[u8], error: &BundleError) -> Failed {
    let is_component = bytes.starts_with(WASM);
    let hint = if is_component { "`bluebook probe add FILE`" } else { error.hint() }.to_owned();
    let text = format!("`{}`: {}", file.display(), crate::report::Chain(error));
    Failed::new(Code::BundleUnusable, text).hint(hint)
}

/// By whose word probes are taken.
struct Policy {
    trust: Trust,
    /// The policy of the bundle, if it becomes the one of these manifests, and where.
    taken: Option<(PathBuf, Vec<u8>)>,
    /// Whether a person has to say so first.
    asks: bool,
}

impl Policy {
    /// That of the manifests. Where they have none, the bundle's is shown and probes are looked at by it,
    /// as they would be if it were taken; one that is there is never changed by what somebody handed over.
    fn of(
        manifests: &Manifests,
        bundle: &Bundle,
        args: &LoadProbes,
        streams: &mut Streams<'_>,
    ) -> Result<Self, Failed> {
        let own = Self { trust: read_trust(manifests)?, taken: None, asks: false };
        let Some(theirs) = &bundle.trust else { return Ok(own) };
        let path = trust_folder(manifests).join(TRUST_FILE);
        if path.is_file() && read(&path, TRUST_BYTES_MAX)? == *theirs {
            return Ok(own);
        }
        let trust = Trust::parse(Path::new(TRUST_FILE), theirs)
            .map_err(|error| Failed::new(Code::BundleUnusable, error))?;
        writeln!(streams.err, "其中的信任文件 the policy in it:")?;
        for line in trust.lines() {
            writeln!(streams.err, "  {}", clean(&line))?;
        }
        if path.is_file() {
            let path = path.display();
            writeln!(streams.err, "与这里的不同，不采用 not that of here, and not taken: {path}")?;
            return Ok(own);
        }
        // Who is not asked, or believes nobody, takes it only by saying so.
        let Taking { yes, unsigned } = args.taking;
        if !args.trust && (yes || unsigned) {
            writeln!(streams.err, "没有采用 not taken（`--trust`）")?;
            return Ok(own);
        }
        let trust = trust.proposed_for(path.clone());
        Ok(Self { trust, taken: Some((path, theirs.clone())), asks: !args.trust })
    }

    fn write(&self, streams: &mut Streams<'_>) -> Result<(), Failed> {
        let Some((path, bytes)) = &self.taken else { return Ok(()) };
        fs::write(path, bytes).map_err(|error| {
            Failed::new(Code::FileUnwritable, format!("cannot write `{}`: {error}", path.display()))
        })?;
        writeln!(streams.err, "写入 writes     {}", super::add::straight(path).display())?;
        Ok(())
    }
}
