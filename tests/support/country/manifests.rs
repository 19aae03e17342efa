//! The country's regions as manifests, and the truth as a table.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use super::media::feed_url;
use super::place::nth_of;
use super::{Country, Place, Region};

const AREAS: [&str; 4] = ["east", "central", "west", "north-east"];

/// Writes a file a province into `directory`.
///
/// # Errors
///
/// If a file cannot be written.
pub fn write_regions(country: Country, directory: &Path) -> io::Result<()> {
    let numbers: Vec<usize> = (0..country.n_regions()).collect();
    write_some(country, &numbers, None, directory)
}

/// The same of the regions at some positions, and of one of which no address is known.
pub(crate) fn write_some(
    country: Country,
    numbers: &[usize],
    silent: Option<usize>,
    directory: &Path,
) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    for province in 0..10 {
        let code = 90 + province;
        let mut text = format!(
            "#:schema ../../../docs/reference/schemas/regions.json\n\
             # 合成：这些地区都不存在，代码不属于任何地区，主机名用保留的顶级域 .test (RFC 6761)。由程序生成。\n\
             # Synthetic: none of these regions exists; generated.\n\nprovince = \"{code}0000\"\nzh = \"合成省{code}\"\n"
        );
        let is_here = |number: &usize| number % 10 == province;
        let here = numbers.iter().copied().filter(is_here);
        let mut regions: Vec<String> =
            here.map(|number| region_of(&country.region(number))).collect();
        if let Some(number) = silent.filter(is_here) {
            let head = head_of(&country.place(number));
            regions.push(format!("\n# 没有网址 no address is known{head}"));
        }
        if regions.is_empty() {
            continue;
        }
        text.push_str(&regions.concat());
        fs::write(directory.join(format!("{code}0000.toml")), text)?;
    }
    Ok(())
}

fn head_of(place: &Place) -> String {
    let area = nth_of(&AREAS, place.number);
    format!(
        "\n[[region]]\ncode = \"{}\"\nzh = \"{}（合成）\"\nshort = \"{}\"\narea = \"{area}\"\n",
        place.code,
        place.city(),
        place.short
    )
}

fn region_of(region: &Region) -> String {
    let place = &region.place;
    let mut text = head_of(place);
    for (channel, role, url) in start_pages(place, &region.article) {
        let _ = write!(
            text,
            "\n[[region.page]]\nchannel = \"{channel}\"\nrole = \"{role}\"\nurl = \"{url}\"\n"
        );
    }
    for channel in ["wechat", "weibo"] {
        let _ = write!(
            text,
            "\n[[region.account]]\nchannel = \"{channel}\"\nname = \"{}发布（合成）\"\n",
            place.short
        );
    }
    text
}

fn start_pages(place: &Place, article: &str) -> Vec<(&'static str, &'static str, String)> {
    let host = |host: String| format!("https://{host}/");
    vec![
        ("site", "home", host(place.www())),
        ("site", "article", article.to_owned()),
        ("service-portal", "service_portal", host(place.portal())),
        ("wechat", "new_media", feed_url(place, "wechat")),
        ("weibo", "new_media", feed_url(place, "weibo")),
        ("app", "app_store", feed_url(place, "app")),
        ("site", "visits", feed_url(place, "visits")),
    ]
}

/// Writes the truth of every region and point: `region`, `point`, `planted`, `ground`,
/// `fate`, `trap`, tabs between. Probes never see it.
///
/// # Errors
///
/// If the file cannot be written.
pub fn write_truth(country: Country, path: &Path) -> io::Result<()> {
    let mut text = "region\tpoint\tplanted\tground\tfate\ttrap\n".to_owned();
    for region in country.regions() {
        let (code, fate) = (&region.place.code, region.place.fate);
        for (point, truth) in &region.truths {
            let (planted, ground) = (&truth.planted, truth.ground);
            let _ = writeln!(
                text,
                "{code}\t{point}\t{planted:?}\t{ground:?}\t{fate:?}\t{}",
                truth.trap.map_or("", super::Trap::name)
            );
        }
    }
    fs::write(path, text)
}

/// The name below which the project keeps its manifests of 2019, in either place.
fn project_manifests() -> std::path::PathBuf {
    let manifests = crate::root().join("manifests");
    let edition = manifests.join("blue-book-2019");
    if edition.is_dir() { edition } else { manifests }
}

/// Writes a whole set of manifests into `directory`: index, points, probes and limits are the
/// project's, but for the domain that names of hosts are checked against; regions are the
/// country's.
///
/// # Errors
///
/// If a file cannot be read or written.
pub fn write_set(country: Country, directory: &Path) -> io::Result<()> {
    let from = project_manifests();
    fs::create_dir_all(directory.join("points"))?;
    for name in ["bluebook.toml", "country.toml", "index.toml", "fetch.toml"] {
        fs::copy(from.join(name), directory.join(name))?;
    }
    let probes = fs::read(from.join("probes.toml"))?;
    let directory_of_probes = crate::root().join("target/probes").display().to_string();
    let probes: Vec<String> = String::from_utf8_lossy(&probes)
        .lines()
        .map(|line| {
            if line.starts_with("directory = ") {
                format!("directory = {directory_of_probes:?}")
            } else {
                line.to_owned()
            }
        })
        .collect();
    fs::write(directory.join("probes.toml"), probes.join("\n") + "\n")?;
    for entry in fs::read_dir(from.join("points"))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default();
        fs::copy(&path, directory.join("points").join(name))?;
    }
    write_regions(country, &directory.join("regions"))
}
