//! What a recheck found, for people and programs.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::audit::{Difference, What};
use crate::cli::args::TextOrJson;
use crate::cli::{Failed, Streams};
use crate::report::{clean, write_json};

/// The result of a recheck.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    pub(super) round: String,
    /// Regions judged again.
    pub(super) n_regions: usize,
    /// Of these, equal to the byte.
    pub(super) n_same: usize,
    /// Whether manifests, probes and regions are those of the round.
    pub(super) is_same_plan: bool,
    pub(super) differences: Vec<Difference>,
}

impl Report {
    pub(super) fn write(
        &self,
        format: TextOrJson,
        streams: &mut Streams<'_>,
    ) -> Result<(), Failed> {
        match format {
            TextOrJson::Json => write_json(&mut streams.out, self)?,
            TextOrJson::Text => self.write_text(streams)?,
        }
        Ok(())
    }

    /// Every difference; verdicts that only another judge gave are counted by family, as a
    /// new probe changes the provenance of all its verdicts. JSON lists them.
    fn write_text(&self, streams: &mut Streams<'_>) -> Result<(), Failed> {
        let out = &mut *streams.out;
        writeln!(
            out,
            "轮次 round {}：重新判定 {} 地区 regions judged again，逐字节相同 same bytes {}",
            clean(&self.round),
            self.n_regions,
            self.n_same
        )?;
        let mut only_judge: BTreeMap<(String, String), usize> = BTreeMap::new();
        for difference in &self.differences {
            if difference.what == What::Provenance {
                let was = difference.was.split(" params ").next().unwrap_or_default();
                let is = difference.is.split(" params ").next().unwrap_or_default();
                *only_judge.entry((was.to_owned(), is.to_owned())).or_default() += 1;
                continue;
            }
            let Difference { region, point, page, what, was, is, why } = difference;
            let point = point.as_ref().map(|point| format!(" {point}")).unwrap_or_default();
            let page = page.as_ref().map(|page| format!(" {}", clean(page))).unwrap_or_default();
            let why: Vec<_> = why.iter().map(|why| why.name()).collect();
            writeln!(out, "{region}{point}{page} {}: {}", what.name(), why.join(" "))?;
            writeln!(out, "  原 was {}", clean(was))?;
            writeln!(out, "  今 is  {}", clean(is))?;
        }
        for ((was, is), n) in only_judge {
            writeln!(out, "仅判定者不同 only the judge or its cost differs: {n} 判定 verdicts")?;
            writeln!(out, "  原 was {}", clean(&was))?;
            writeln!(out, "  今 is  {}", clean(&is))?;
        }
        if self.differences.is_empty() {
            writeln!(out, "没有差异 nothing differs")?;
        }
        Ok(())
    }
}
