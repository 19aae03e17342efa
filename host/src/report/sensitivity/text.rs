//! Rank intervals as tables, CSV and JSON.

use std::io;

use super::RankIntervals;
use crate::model::Text;
use crate::report::Percent;
use crate::report::clean::{clean, csv_text, write_json};
use crate::report::table::{Align, Table};
use crate::report::view::Column;

impl RankIntervals {
    /// Writes three tables: regions, what matters, ranks without each indicator.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_table(&self, out: &mut impl io::Write) -> io::Result<()> {
        let Self { scenario, of, within, n_draws, seed, .. } = self;
        writeln!(out, "{} / {}", clean(&scenario.zh), clean(&scenario.en))?;
        if let Some(Column { id, title }) = of {
            writeln!(out, "对象 of: {} {} / {}", clean(id), clean(&title.zh), clean(&title.en))?;
        }
        if let Some(Text { zh, en }) = within {
            let (zh, en) = (clean(zh), clean(en));
            writeln!(out, "范围 within: {zh} / {en}，名次在其中 ranks are among these")?;
        }
        writeln!(out, "抽样 draws {n_draws}，种子 seed {seed}\n")?;
        self.regions_table().write(out)?;
        writeln!(
            out,
            "\n区间：九成抽样的名次在其中 nine draws in ten give a rank in the interval"
        )?;
        if !self.factors.is_empty() {
            writeln!(out, "\n名次变动从何而来 where shifts of rank come from")?;
            self.factors_table().write(out)?;
        }
        if self.left_out.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n逐个去掉 ranks without each")?;
        self.left_out_table().write(out)
    }

    fn has_vetoes(&self) -> bool {
        self.regions.iter().any(|row| row.vetoed != Percent::of(0.0))
    }

    fn regions_table(&self) -> Table {
        let has_vetoes = self.has_vetoes();
        let veto = |name: &str| has_vetoes.then(|| name.to_owned());
        let head = |fixed: [&str; 6], title: fn(&Text) -> &String, vetoed: &str| -> Vec<String> {
            let classes = self.classes.iter().map(|class| format!("{}%", clean(title(class))));
            fixed.map(str::to_owned).into_iter().chain(classes).chain(veto(vetoed)).collect()
        };
        let zh = ["名次", "代码", "地区", "中位", "90%区间", "类型"];
        let en = ["rank", "code", "region", "median", "interval", "class"];
        let mut rows =
            vec![head(zh, |title| &title.zh, "否决%"), head(en, |title| &title.en, "veto%")];
        rows.extend(self.regions.iter().map(|row| {
            let place = |rank: Option<f64>| rank.map_or_else(dash, |rank| format!("{rank:.1}"));
            let mut cells = vec![
                row.rank.map_or_else(dash, |rank| rank.to_string()),
                row.code.clone(),
                clean(&row.region.zh),
                place(row.median),
                format!("{}-{}", place(row.q5), place(row.q95)),
                row.class.as_ref().map_or_else(dash, |class| clean(&class.zh)),
            ];
            cells.extend(row.chances.iter().map(Percent::to_string));
            cells.extend(veto(&row.vetoed.to_string()));
            cells
        }));
        let mut align = vec![Align::Right, Align::Left, Align::Left];
        align.extend([Align::Right, Align::Right, Align::Left]);
        align.resize(6 + self.classes.len() + usize::from(has_vetoes), Align::Right);
        Table { align, rows }
    }

    fn factors_table(&self) -> Table {
        let share = |[estimate, q5, q95]: [f64; 3]| {
            vec![format!("{estimate:.3}"), format!("{q5:.3}-{q95:.3}")]
        };
        let mut rows = vec![
            ["来源", "独自 S1", "90%区间", "参与 ST", "90%区间"].map(str::to_owned).to_vec(),
            ["factor", "alone S1", "interval", "in all ST", "interval"].map(str::to_owned).to_vec(),
        ];
        rows.extend(self.factors.iter().map(|row| {
            let name = format!("{} {}", row.zh, row.factor);
            [vec![name], share(row.first), share(row.total)].concat()
        }));
        let mut align = vec![Align::Left];
        align.resize(5, Align::Right);
        Table { align, rows }
    }

    fn left_out_table(&self) -> Table {
        let mut rows = vec![
            ["编号", "名称", "平均变动", "最大变动", "地区"].map(str::to_owned).to_vec(),
            ["id", "title", "mean shift", "most", "region"].map(str::to_owned).to_vec(),
        ];
        rows.extend(self.left_out.iter().map(|row| {
            vec![
                clean(&row.node.id),
                clean(&row.node.title.zh),
                row.mean_shift.map_or_else(dash, |shift| format!("{shift:.2}")),
                row.most.to_string(),
                row.region.as_ref().map_or_else(dash, |region| clean(&region.zh)),
            ]
        }));
        let align = vec![Align::Left, Align::Left, Align::Right, Align::Right, Align::Left];
        Table { align, rows }
    }

    /// Writes the regions as RFC 4180 with one header line. The classes' columns are `chance_1` for the
    /// best, and so on; `without_A1` is the places that a region gains without A1.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_csv(&self, out: &mut impl io::Write) -> io::Result<()> {
        let chances = (1..=self.classes.len()).map(|at| format!(",chance_{at}"));
        let without = self.left_out.iter().map(|one| format!(",without_{}", clean(&one.node.id)));
        let more: String = chances.chain([",vetoed".to_owned()]).chain(without).collect();
        write!(
            out,
            "code,region,region_en,rank,rank_of_all,median,q5,q95,class,class_en{more}\r\n"
        )?;
        for (at, row) in self.regions.iter().enumerate() {
            let class = |of: fn(&Text) -> &String| {
                row.class.as_ref().map_or_else(String::new, |class| csv_text(of(class)))
            };
            let mut cells = vec![
                row.code.clone(),
                csv_text(&row.region.zh),
                csv_text(&row.region.en),
                cell(row.rank),
                cell(row.rank_of_all.or(row.rank)),
                cell(row.median),
                cell(row.q5),
                cell(row.q95),
                class(|class| &class.zh),
                class(|class| &class.en),
            ];
            cells.extend(row.chances.iter().map(Percent::to_string));
            cells.push(row.vetoed.to_string());
            let shifts = self.left_out.iter().map(|one| one.shifts.get(at).copied().flatten());
            cells.extend(shifts.map(cell));
            write!(out, "{}\r\n", cells.join(","))?;
        }
        Ok(())
    }

    /// Writes everything as JSON.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_json(&self, out: &mut impl io::Write) -> io::Result<()> {
        write_json(out, self)
    }
}

/// A number of CSV, empty if there is none.
fn cell(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

fn dash() -> String {
    "-".to_owned()
}
