//! A judged round over every region and point of the real manifests, made from a seed: what the
//! report is measured and tested on. No page is judged; findings, quotes and addresses are invented, the
//! regions' marks have nothing to do with theirs.

use std::path::{Path, PathBuf};

use bluebook::manifest::{self, Manifests};
use bluebook::model::{
    Area, Confidence, Digest, Evidence, Finding, Judge, Measure, Point, Provenance, Region,
    RegionBatch, RoundHeader, ScoreRule, UnknownReason, Verdict,
};
use bluebook::store::Round;
use fastrand::Rng;

/// Words that quotes are put together from, as titles on such sites are.
const WORDS: &[&str] = &[
    "关于",
    "印发",
    "公布",
    "调整",
    "2018年",
    "2017年度",
    "市人民政府",
    "办公室",
    "权力清单",
    "责任清单",
    "公共服务事项",
    "目录",
    "办事指南",
    "社会保险",
    "登记",
    "公积金",
    "提取",
    "异地就医",
    "备案",
    "义务教育",
    "入学",
    "招生",
    "企业开办",
    "营业执照",
    "不动产",
    "通知",
    "公告",
    "实施意见",
    "方案",
    "征求意见",
    "回复",
    "来信选登",
    "市长信箱",
    "办理结果",
    "公交线路",
    "实时查询",
    "预约挂号",
    "疫苗接种",
    "创业担保",
    "贷款",
    "人才引进",
    "住房保障",
    "租赁补贴",
    "增值税",
    "发票",
    "申领",
    "科技创新",
    "专项资金",
    "申报",
    "数据开放",
    "下载",
    "年度报告",
    "政策解读",
    "新闻发布会",
    "在线访谈",
    "网上调查",
    "一网通办",
    "最多跑一次",
    "统一身份认证",
    "用户评价",
    "咨询",
    "投诉",
    "建议",
    "第三批",
    "（试行）",
    "答记者问",
    "工作要点",
    "联系电话",
    "办公时间",
    "法定期限",
    "承诺期限",
    "材料清单",
    "收费标准",
];

/// Strings of a page that wants to do harm, in every place where a page can put one.
pub const HOSTILE: &[&str] = &[
    "<script>window.pwned = 1</script>",
    "</script><script>window.pwned = 2</script><!--",
    "\"><img src=x onerror=\"window.pwned = 3\">",
    "javascript:window.pwned=4",
    "\u{202e}右到左\u{2066}\u{200f} 反转 \u{1b}[31m 终端",
    "=HYPERLINK(\"http://evil.test/\")",
    "&lt;b&gt; &amp; ]]> ${7*7} {{constructor}} %00",
    "https://user:secret@evil.test/?a=<b>#\"'><svg onload=window.pwned=5>",
];

/// How to make a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nation {
    /// Another seed makes another round.
    pub seed: u64,
    /// Whether pages say [`HOSTILE`] things.
    pub is_hostile: bool,
}

/// The manifests that the round is of.
pub fn manifests() -> PathBuf {
    crate::root().join("manifests/blue-book-2019/bluebook.toml")
}

impl Nation {
    /// Writes the round into `rounds/name`.
    ///
    /// # Panics
    ///
    /// If the manifests do not hold or the disk fails.
    #[expect(clippy::expect_used, reason = "a test without its round is no test")]
    pub fn write(self, rounds: &Path, name: &str) {
        let manifests = manifest::load(&manifests()).expect("the manifests hold");
        self.write_first(&manifests, rounds, name, usize::MAX);
    }

    /// The same over the first regions of other manifests.
    ///
    /// # Panics
    ///
    /// If the disk fails.
    #[expect(clippy::expect_used, reason = "a test without its round is no test")]
    pub fn write_first(self, manifests: &Manifests, rounds: &Path, name: &str, n_regions: usize) {
        let header = RoundHeader {
            name: name.to_owned(),
            edition: manifests.edition.clone(),
            collected_on: format!("{}-11-30", 2018 + self.seed % 10),
            plan: manifests.digest,
            source: "live".to_owned(),
        };
        let (mut round, _) =
            Round::create_or_resume(&rounds.join(name), &header).expect("the disk holds");
        let points = &manifests.system.points;
        for region in manifests.regions.iter().take(n_regions) {
            round.record(&self.batch(region, points)).expect("the disk holds");
        }
        round.close().expect("the disk holds");
    }

    /// What is recorded, in the order of the manifests.
    pub fn batches(self, manifests: &Manifests) -> Vec<RegionBatch> {
        let points = &manifests.system.points;
        manifests.regions.iter().map(|region| self.batch(region, points)).collect()
    }

    fn batch(self, region: &Region, points: &[Point]) -> RegionBatch {
        // What a region is like stays from seed to seed; the details differ.
        let mut nature = Rng::with_seed(u64::from(region.code.get()));
        let lift = match region.area {
            Area::East => 0.16,
            Area::Central => 0.06,
            Area::NorthEast => 0.02,
            Area::West => 0.0,
        };
        let ability = 0.42 + lift + 0.34 * nature.f64();
        let mut making = Making {
            seed: self.seed,
            rng: Rng::with_seed(self.seed ^ u64::from(region.code.get()) << 20),
            host: format!("www.r{}.gov.test", region.code),
            ability,
            is_hostile: self.is_hostile && region.code.get().is_multiple_of(7),
        };
        let mut verdicts = Vec::new();
        for (at, point) in points.iter().enumerate() {
            // A point's own difficulty, the same for everybody.
            let ease = Rng::with_seed(at as u64).f64() * 0.5 - 0.2;
            for page in 0..if point.per_page { 3 } else { 1 } {
                verdicts.push(making.verdict(region, point, ease, page));
            }
        }
        RegionBatch { verdicts, ..RegionBatch::empty(region.code) }
    }
}

struct Making {
    seed: u64,
    rng: Rng,
    host: String,
    ability: f64,
    is_hostile: bool,
}

impl Making {
    fn verdict(&mut self, region: &Region, point: &Point, ease: f64, page: u32) -> Verdict {
        let finding = self.finding(point, ease);
        let is_seen = !matches!(finding, Finding::Unknown(_) | Finding::Truth(false));
        let n_seen = if is_seen { 1 + usize::from(self.rng.f64() < 0.2) } else { 0 };
        Verdict {
            region: region.code,
            point: point.id.clone(),
            page: point.per_page.then(|| format!("https://{}/p{page}.html", self.host)),
            finding,
            evidence: (0..n_seen).map(|_| self.evidence()).collect(),
            confidence: Confidence::FULL,
            note: self.hostile(),
            provenance: self.provenance(region, point),
        }
    }

    /// Rounds of other seeds met other pages in some places and other probes in others.
    fn provenance(&self, region: &Region, point: &Point) -> Provenance {
        let place = format!("{} {}", region.code, point.id);
        let page = Rng::with_seed(self.seed ^ first(&Digest::of(place.as_bytes()))).u8(..2);
        let mut made = provenance(point);
        made.pages = Digest::of(&[page]);
        if made.family.len().is_multiple_of(4) && !made.family.is_empty() {
            made.probe = Some(Digest::of(format!("{} {}", made.family, self.seed).as_bytes()));
        }
        made
    }

    fn finding(&mut self, point: &Point, ease: f64) -> Finding {
        if matches!(point.judge, Judge::Person) {
            return Finding::unknown(UnknownReason::NeedsPerson, "");
        }
        if self.rng.f64() < 0.06 {
            let is_missing = self.rng.bool();
            let reason =
                if is_missing { UnknownReason::PageMissing } else { UnknownReason::NotStated };
            return Finding::unknown(reason, "http-404");
        }
        let skill = (self.ability + ease + 0.5 * (self.rng.f64() - 0.5)).clamp(0.0, 1.0);
        let number =
            |value: f64, unit: &str| Finding::Number(Measure { value, unit: unit.to_owned() });
        match &point.score {
            ScoreRule::Bool {} => Finding::Truth(self.rng.f64() < skill),
            ScoreRule::Grade(grades) => {
                let mut names: Vec<_> = grades.iter().collect();
                names.sort_by(|(_, a), (_, b)| a.total_cmp(b));
                let better = (0_u32..).zip(&names).take_while(|(at, _)| {
                    f64::from(*at) <= skill * f64::from(u32::try_from(names.len()).unwrap_or(1))
                });
                let name = better.last().map(|(_, (name, _))| (*name).clone());
                Finding::Grade(name.unwrap_or_default())
            }
            ScoreRule::Ratio { target, .. } => {
                // So many of as many as a list holds.
                let n = f64::from(self.rng.u32(5..40));
                number((skill * 1.1 * target * n).round().min(n) / n, "share")
            }
            ScoreRule::Count { target } | ScoreRule::CountLog { target } => {
                number((skill * 1.2 * target).round(), "items")
            }
            ScoreRule::CountDown { full, zero } => {
                number((full + (1.0 - skill) * (zero - full)).round(), "items")
            }
            ScoreRule::Steps { full, half } => {
                number((half * 2.0 * (1.0 - skill) + full * 0.3).round(), "days")
            }
            ScoreRule::Formula { is: _ } => number((skill * 100.0).round(), "items"),
            ScoreRule::Index { full } => number((skill * full * 100.0).round() / 100.0, "index"),
        }
    }

    fn evidence(&mut self) -> Evidence {
        let quote = self.hostile().unwrap_or_else(|| self.quote());
        let hostile_url = if self.rng.f64() < 0.3 { self.hostile() } else { None };
        let url = hostile_url.unwrap_or_else(|| self.url());
        let page = Digest::of(url.as_bytes());
        Evidence { url, page, node: Some(self.rng.u32(1..4000)), quote }
    }

    fn quote(&mut self) -> String {
        let n = self.rng.usize(3..9);
        (0..n).filter_map(|_| self.rng.choice(WORDS)).copied().collect()
    }

    /// Some forty pages a region, met again and again.
    fn url(&mut self) -> String {
        let page = self.rng.u32(0..40);
        let mut fixed = Rng::with_seed(u64::from(page) << 32 | self.host.len() as u64);
        let (month, day, number) = (fixed.u32(1..13), fixed.u32(1..29), fixed.u32(1000..99999));
        format!("https://{}/zwgk/2018{month:02}/t2018{month:02}{day:02}_{number}.html", self.host)
    }

    fn hostile(&mut self) -> Option<String> {
        let at = self.rng.usize(0..HOSTILE.len() + 2);
        let wanted = self.is_hostile.then_some(at)?;
        match HOSTILE.get(wanted) {
            Some(text) => Some((*text).to_owned()),
            None if wanted == HOSTILE.len() => Some("长".repeat(3_000)),
            None => Some(String::from_utf8_lossy(&[0xc4, 0xe3, b'<', 0xff, 0xfe]).into_owned()),
        }
    }
}

fn first(digest: &Digest) -> u64 {
    digest.bytes().first().copied().map_or(0, u64::from)
}

fn provenance(point: &Point) -> Provenance {
    let (family, criterion) = match &point.judge {
        Judge::Probe { family, criterion } => (family.clone(), criterion.clone()),
        Judge::Person | Judge::Nobody => (String::new(), String::new()),
    };
    Provenance {
        version: "0.1.0".to_owned(),
        probe: (!family.is_empty()).then(|| Digest::of(family.as_bytes())),
        family,
        contract: "0.2.0".to_owned(),
        criterion,
        params: Digest::of(&[]),
        n_pages: 40,
        pages: Digest::of(&[]),
        cost_fuel: 1,
    }
}
