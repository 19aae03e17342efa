//! A region of the country: its code, name, hosts, template and how good it is. Nothing of it is
//! real: GB/T 2260 gives no province the numbers 90 to 99, and RFC 6761 reserves `.test`.

use fastrand::Rng;

use super::themes::{THEMES, Theme};

/// What every page says for people to see.
pub const NOTE: &str = "合成样例 synthetic sample";

const STEMS: [(&str, &str); 10] = [
    ("甲", "jia"),
    ("乙", "yi"),
    ("丙", "bing"),
    ("丁", "ding"),
    ("戊", "wu"),
    ("己", "ji"),
    ("庚", "geng"),
    ("辛", "xin"),
    ("壬", "ren"),
    ("癸", "gui"),
];

const LANDS: [(&str, &str); 20] = [
    ("川", "chuan"),
    ("河", "he"),
    ("原", "yuan"),
    ("岭", "ling"),
    ("湖", "hu"),
    ("丘", "qiu"),
    ("泽", "ze"),
    ("谷", "gu"),
    ("湾", "wan"),
    ("屿", "yu"),
    ("峰", "feng"),
    ("塘", "tang"),
    ("坪", "ping"),
    ("洲", "zhou"),
    ("溪", "xi"),
    ("岗", "gang"),
    ("堤", "di"),
    ("坝", "ba"),
    ("滩", "tan"),
    ("崖", "ya"),
];

/// What stands between a region and whoever wants its pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Nothing does.
    Open,
    /// A firewall refuses the portal site.
    SiteBlocked,
    /// The service portal's host does not answer.
    PortalDead,
    /// The service portal's `robots.txt` forbids everything.
    PortalForbidden,
    /// The service portal's start page is nothing but scripts.
    PortalShell,
    /// The portal site's home page is nothing but scripts.
    SiteShell,
    /// The open-data platform is nothing but scripts.
    DataShell,
}

/// Where something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// The portal site and what it leads to.
    Site,
    /// The service portal.
    Portal,
    /// The open-data platform.
    Data,
    /// A feed of the operator's.
    Feed,
    /// A person's answer.
    Person,
}

/// A region.
#[derive(Debug, Clone)]
pub struct Place {
    seed: u64,
    /// Position in the country, from 0.
    pub number: usize,
    /// Six digits of a province that does not exist.
    pub code: String,
    /// Without the kind of place, for example 甲川.
    pub short: String,
    /// The latent quality, 0 to 1; points are drawn around it.
    pub quality: f64,
    /// What stands between it and its visitors.
    pub fate: Fate,
    pub(crate) theme: &'static Theme,
    label: String,
}

impl Place {
    /// The region at a position. It is the same in a country of any size.
    pub(crate) fn new(seed: u64, number: usize) -> Self {
        let (province, nth) = (number % 10, number / 10);
        let code = (90 + province) * 10_000 + (nth % 99 + 1) * 100 + nth / 99;
        let (stem, land) = (nth_of(&STEMS, nth), nth_of(&LANDS, nth / 10 + province * 2));
        let middle = nth_of(&LANDS, number / 200);
        let short = match number {
            0..200 => format!("{}{}", stem.0, land.0),
            _ => format!("{}{}{}", stem.0, middle.0, land.0),
        };
        let label = format!("{}{}{number}", stem.1, land.1);
        let mut place = Self {
            seed,
            number,
            code: format!("{code:06}"),
            short,
            quality: 0.0,
            fate: Fate::Open,
            theme: nth_of(&THEMES, nth + province),
            label,
        };
        // Spread evenly rather than by luck, so that a small country has all classes.
        let at = u32::try_from((number * 20 + 7) % 33).unwrap_or_default();
        place.quality = 0.08 + 0.88 * (f64::from(at) + place.rng("quality").f64()) / 33.0;
        place.fate = place.drawn_fate();
        place
    }

    fn drawn_fate(&self) -> Fate {
        match self.rng("fate").u32(0..40) {
            0 => Fate::SiteBlocked,
            1 => Fate::PortalDead,
            2 => Fate::PortalForbidden,
            3 => Fate::PortalShell,
            4 => Fate::SiteShell,
            5 => Fate::DataShell,
            _ => Fate::Open,
        }
    }

    /// Its name with the kind of place, for example 甲川市.
    pub fn city(&self) -> String {
        format!("{}市", self.short)
    }

    /// The name of its template.
    pub fn template(&self) -> &'static str {
        self.theme.name
    }

    /// The portal site.
    pub fn www(&self) -> String {
        format!("www.{}", self.domain())
    }

    /// The service portal.
    pub fn portal(&self) -> String {
        format!("zwfw.{}", self.domain())
    }

    /// The open-data platform.
    pub fn data(&self) -> String {
        format!("data.{}", self.domain())
    }

    /// Where the operator's feeds lie.
    pub fn feeds(&self) -> String {
        format!("feeds.{}", self.domain())
    }

    /// The domain all its hosts are under.
    pub fn domain(&self) -> String {
        format!("{}.gov.test", self.label)
    }

    /// Ten digits: those of the region and four of the site.
    pub(crate) fn site_code(&self) -> String {
        format!("{}0001", self.code)
    }

    /// The position a host belongs to.
    pub fn number_of_host(host: &str) -> Option<usize> {
        let name = host.strip_suffix(".test")?;
        let label = name.strip_suffix(".gov").unwrap_or(name).rsplit('.').next()?;
        label.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().ok()
    }

    /// Chance of its own for everything that is drawn: of the seed, the region and the name of
    /// what is drawn, so that one draw more changes no other.
    pub(crate) fn rng(&self, what: &str) -> Rng {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let words = [self.seed.to_le_bytes(), (self.number as u64).to_le_bytes()];
        for byte in words.iter().flatten().chain(what.as_bytes()) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Rng::with_seed(hash)
    }

    /// Whether a region of this quality has something.
    pub(crate) fn has(&self, what: &str) -> bool {
        self.rng(what).f64() < self.quality
    }

    /// How many of `n` it has: around its quality, with luck.
    pub(crate) fn some_of(&self, what: &str, n: usize) -> usize {
        let mut rng = self.rng(what);
        (0..n).filter(|_| rng.f64() < self.quality).count()
    }

    /// Days since something: fresh within `full`, then within `half`, then stale. Never on a limit.
    pub(crate) fn days(&self, what: &str, full: i64, half: i64) -> i64 {
        let mut rng = self.rng(what);
        let luck = rng.f64();
        if luck < self.quality {
            rng.i64(1..full - 1)
        } else if half > full + 6 && luck < self.quality + (1.0 - self.quality) / 2.0 {
            rng.i64(full + 3..half - 2)
        } else {
            rng.i64(half + 5..half * 2 + 30)
        }
    }

    /// One of several, all alike.
    pub(crate) fn one_of<T: Copy>(&self, what: &str, all: &[T]) -> Option<T> {
        let number = self.rng(what).usize(0..all.len().max(1));
        all.get(number).copied()
    }

    /// The word of several for one thing that its template's makers use.
    pub(crate) fn word<'a>(&self, words: &[&'a str]) -> &'a str {
        let number = self.theme.number.checked_rem(words.len()).unwrap_or_default();
        words.get(number).copied().unwrap_or_default()
    }
}

/// The word at a position, around and around.
pub(crate) fn word_of<'a>(words: &[&'a str], number: usize) -> &'a str {
    words.get(number.checked_rem(words.len()).unwrap_or_default()).copied().unwrap_or_default()
}

/// The element at a position, around and around; `all` are constants, none of them empty.
#[expect(
    clippy::indexing_slicing,
    reason = "the remainder is within; of nothing there is no element"
)]
pub(crate) fn nth_of<T>(all: &[T], number: usize) -> &T {
    &all[number % all.len()]
}
