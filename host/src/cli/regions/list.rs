//! `bluebook regions list`.

use serde::Serialize;

use super::super::args::{Common, Listing, RegionsList};
use super::super::scored::group;
use super::super::{Failed, Streams, load};
use crate::model::{Region, Text};
use crate::report::{Align, Table, clean, csv_text, write_json};

/// One line of the list.
#[derive(Debug, Serialize)]
struct Listed {
    code: String,
    name: Text,
    province: String,
    province_name: String,
    area: &'static str,
    /// Roles of its start pages, inherited ones too, each once.
    roles: Vec<String>,
    n_pages: usize,
    n_accounts: usize,
    n_switched_off: usize,
}

const HEADER: [&str; 8] = [
    "代码 code",
    "地区 region",
    "省 province",
    "区域 area",
    "起始页 pages",
    "角色 roles",
    "账号 accounts",
    "停用 off",
];

/// Names of the columns of CSV; stable.
const COLUMNS: [&str; 8] =
    ["code", "region", "province", "area", "n_pages", "roles", "n_accounts", "n_switched_off"];

impl Listed {
    fn of(region: &Region) -> Self {
        let mut roles: Vec<String> = Vec::new();
        for page in &region.pages {
            if !roles.contains(&page.role) {
                roles.push(page.role.clone());
            }
        }
        Self {
            code: region.code.to_string(),
            name: region.name.clone(),
            province: region.province.to_string(),
            province_name: region.province_name.clone(),
            area: region.area.name(),
            roles,
            n_pages: region.pages.len(),
            n_accounts: region.accounts.len(),
            n_switched_off: region.switched_off.len(),
        }
    }

    fn cells(&self) -> [String; 8] {
        [
            self.code.clone(),
            self.name.zh.clone(),
            self.province_name.clone(),
            self.area.to_owned(),
            self.n_pages.to_string(),
            self.roles.join(" "),
            self.n_accounts.to_string(),
            self.n_switched_off.to_string(),
        ]
    }
}

pub(super) fn list(
    common: &Common,
    args: &RegionsList,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let manifests = load(&common.manifests)?;
    let group = group(&manifests, &args.within)?;
    let regions = manifests.regions.iter().filter(|region| group.holds(region));
    let rows: Vec<Listed> = regions.map(Listed::of).collect();
    match args.format {
        Listing::Json => write_json(&mut streams.out, &rows)?,
        Listing::Csv => {
            write!(streams.out, "{}\r\n", COLUMNS.join(","))?;
            for row in &rows {
                let cells = row.cells().map(|cell| csv_text(&cell));
                write!(streams.out, "{}\r\n", cells.join(","))?;
            }
        }
        Listing::Table => {
            let mut align = vec![Align::Left; HEADER.len()];
            for column in [4, 6, 7] {
                if let Some(align) = align.get_mut(column) {
                    *align = Align::Right;
                }
            }
            let header = HEADER.map(str::to_owned).to_vec();
            let cells = |row: &Listed| row.cells().map(|cell| clean(&cell)).to_vec();
            let rows = std::iter::once(header).chain(rows.iter().map(cells)).collect();
            Table { align, rows }.write(&mut streams.out)?;
        }
    }
    Ok(())
}
