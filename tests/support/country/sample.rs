//! The sample of `bluebook demo`: some regions of a country, one of every fate and the rest of
//! even quality, small enough to be part of every clone.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs::{self, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use bluebook::evidence::{CERTIFICATE_UNTIL, ELAPSED_MS, WarcWriter};
use flate2::bufread::GzDecoder;

use super::truth::Planted;
use super::{Country, Fate, Place, REGIONS_MAX, archive, manifests};

/// The country it is of; this one has every fate among its first forty regions.
const SEED: u64 = 14;

/// Where regions nothing stands before are looked for: all qualities are among so many.
const NEAR: usize = 40;

/// Qualities of the regions that nothing stands before: all classes, and room between.
const QUALITIES: [f64; 4] = [0.96, 0.7, 0.53, 0.15];

/// Remarks that points ask for and that pages do not hold.
const MEASURED: [&str; 2] = [ELAPSED_MS, CERTIFICATE_UNTIL];

/// Fates besides [`Fate::Open`].
const N_FATES: usize = 6;

/// The regions of the sample.
#[derive(Debug)]
pub struct Sample {
    country: Country,
    /// Positions of the regions that nothing stands before, best first.
    open: Vec<usize>,
    /// Positions of one region of every other fate.
    fated: Vec<usize>,
    /// Position of the region of which no address is known.
    silent: usize,
}

impl Default for Sample {
    fn default() -> Self {
        let country = Country::new(SEED, REGIONS_MAX);
        // The tens are of a province of poor sites; the demo's first region should be a good one.
        let places = (0..REGIONS_MAX).filter(|number| number % 10 != 0);
        let places = places.map(|number| country.place(number));
        let near: Vec<Place> =
            places.clone().take(NEAR).filter(|place| place.fate == Fate::Open).collect();
        let mut open = Vec::new();
        for quality in QUALITIES {
            let off = |place: &&Place| (place.quality - quality).abs();
            let left = near.iter().filter(|place| !open.contains(&place.number));
            let nearest = left.min_by(|one, other| off(one).total_cmp(&off(other)));
            open.extend(nearest.map(|place| place.number));
        }
        let mut fates = BTreeSet::from([Fate::Open]);
        let fated = places.filter(|place| fates.insert(place.fate)).take(N_FATES);
        let fated = fated.map(|place| place.number).collect();
        let silent = near.iter().map(|place| place.number).find(|number| !open.contains(number));
        Self { country, open, fated, silent: silent.unwrap_or_default() }
    }
}

impl Sample {
    /// Writes the manifests of the regions, a file a province, in place of those that are there.
    ///
    /// # Errors
    ///
    /// If a file cannot be written.
    pub fn write_regions(&self, directory: &Path) -> io::Result<()> {
        self.write_some(&self.numbers(), directory)
    }

    /// The same of four regions, for tests that judge a round on the way to something else: the
    /// best, two poor ones, and the one without addresses.
    ///
    /// # Errors
    ///
    /// If a file cannot be written.
    pub fn write_few(&self, directory: &Path) -> io::Result<()> {
        let few = self.open.iter().take(1).chain(self.open.iter().skip(2));
        self.write_some(&few.copied().collect::<Vec<_>>(), directory)
    }

    /// Writes the pages of the regions as one archive; a file of that name is replaced.
    ///
    /// Of most pages it has the answer only, without what was asked and said about it, as other
    /// crawlers' archives do: that is half the bytes. Renderings are of regions whose start pages
    /// are scripts without them.
    ///
    /// # Errors
    ///
    /// If the archive cannot be written.
    pub fn write_archive(&self, path: &Path) -> Result<(), Box<dyn Error>> {
        let whole = tempfile::tempdir()?;
        let regions = self.numbers().into_iter().map(|number| {
            let mut region = self.country.region(number);
            if !is_by_scripts(region.place.fate) {
                region.sheets.iter_mut().for_each(|sheet| sheet.rendered = None);
            }
            region
        });
        archive::write_of(regions, whole.path())?;
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            Ok(()) | Err(_) => {}
        }
        // Makes the first record, which names the file.
        drop(WarcWriter::open(path, &archive::info())?);
        let bytes = fs::read(whole.path().join("pages.warc.gz"))?;
        OpenOptions::new().append(true).open(path)?.write_all(&answers_of(&bytes)?)?;
        Ok(())
    }

    /// The regions that have pages, in the order of the country.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        self.numbers().into_iter().map(|number| self.country.place(number))
    }

    /// Points that pages cannot hold: nothing is planted for them in the best region.
    pub fn nowhere(&self) -> BTreeSet<&'static str> {
        let best = self.open.first().map(|number| self.country.region(*number).truths);
        let truths = best.unwrap_or_default().into_iter();
        truths.filter(|(_, truth)| truth.planted == Planted::Nowhere).map(|(id, _)| id).collect()
    }

    /// Positions of all regions that have pages, in the order of the country.
    fn numbers(&self) -> Vec<usize> {
        let all: BTreeSet<usize> = self.open.iter().chain(&self.fated).copied().collect();
        all.into_iter().collect()
    }

    fn write_some(&self, numbers: &[usize], directory: &Path) -> io::Result<()> {
        match fs::remove_dir_all(directory) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
        manifests::write_some(self.country, numbers, Some(self.silent), directory)
    }
}

fn is_by_scripts(fate: Fate) -> bool {
    matches!(fate, Fate::PortalShell | Fate::SiteShell)
}

/// The archive's members but its first record, requests, and what is said about answers; what was measured
/// of them, which points ask for, is kept.
fn answers_of(archive: &[u8]) -> io::Result<Vec<u8>> {
    let (mut rest, mut kept) = (archive, Vec::new());
    let mut rendered = BTreeSet::new();
    while !rest.is_empty() {
        let mut left = rest;
        let mut record = Vec::new();
        GzDecoder::new(&mut left).read_to_end(&mut record)?;
        let (member, _) = rest.split_at(rest.len() - left.len());
        rest = left;
        let record = String::from_utf8_lossy(&record);
        let head = record.split("\r\n\r\n").next().unwrap_or_default();
        let field = |name| head.lines().find_map(|line: &str| line.strip_prefix(name));
        let id = field("WARC-Record-ID: ").unwrap_or_default().to_owned();
        let is_kept = match field("WARC-Type: ") {
            Some("warcinfo" | "request") => false,
            Some("metadata") => {
                field("WARC-Refers-To: ").is_none_or(|about| rendered.contains(about))
                    || MEASURED.iter().any(|name| record.contains(name))
            }
            Some("conversion") => rendered.insert(id),
            Some(_) | None => true,
        };
        if is_kept {
            kept.extend_from_slice(member);
        }
    }
    Ok(kept)
}
