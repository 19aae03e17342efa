//! Tables of the reference vectors and the tree they belong to.

use bluebook_index::{Element, Table, Tree};

/// A table with a header; cells hold no comma and no quote.
pub(crate) struct Csv {
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Csv {
    pub(crate) fn read(text: &str) -> Self {
        let mut rows: Vec<Vec<String>> =
            text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect();
        let header = rows.remove(0);
        Self { header, rows }
    }

    pub(crate) fn at(&self, name: &str) -> usize {
        self.header.iter().position(|column| column == name).unwrap_or_else(|| panic!("{name}"))
    }

    pub(crate) fn texts(&self, name: &str) -> Vec<&str> {
        let at = self.at(name);
        self.rows.iter().map(|row| row[at].as_str()).collect()
    }

    /// Empty, not a number and infinite are unknown.
    pub(crate) fn column(&self, name: &str) -> Vec<Option<f64>> {
        let number = |cell: &str| cell.parse::<f64>().ok().filter(|x| x.is_finite());
        self.texts(name).into_iter().map(number).collect()
    }

    pub(crate) fn numbers(&self, name: &str) -> Vec<f64> {
        self.column(name).into_iter().map(Option::unwrap).collect()
    }

    /// The named columns as a table.
    pub(crate) fn table(&self, names: &[String]) -> Table {
        let columns: Vec<_> = names.iter().map(|name| self.column(name)).collect();
        Table::from_columns(&columns).unwrap()
    }

    /// The number beside a code, in a table of two columns.
    pub(crate) fn of(&self, code: &str) -> f64 {
        let row = self.rows.iter().find(|row| row[0] == code).unwrap_or_else(|| panic!("{code}"));
        row.last().unwrap().parse().unwrap()
    }
}

macro_rules! vector {
    ($name:literal) => {
        crate::coinr::csv::Csv::read(include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/vectors/",
            $name
        )))
    };
}
pub(crate) use vector;

/// COINr's hierarchy; its indicators are our points, its aggregates our indicators, its `Index` our
/// total.
pub(crate) struct Asem {
    pub(crate) tree: Tree,
    /// As the tree's indicators, then its points, then the total.
    pub(crate) codes: Vec<String>,
    pub(crate) points: Vec<String>,
}

impl Asem {
    /// With weights by code.
    pub(crate) fn new(weight: impl Fn(&str) -> f64) -> Self {
        let meta = vector!("meta.csv");
        let (codes, parents) = (meta.texts("iCode"), meta.texts("Parent"));
        let (kinds, levels) = (meta.texts("Type"), meta.column("Level"));
        let of_kind = |kind: &str, level: Option<f64>| -> Vec<usize> {
            let fits = |at: &usize| kinds[*at] == kind && (level.is_none() || levels[*at] == level);
            (0..codes.len()).filter(fits).collect()
        };
        // Highest level first, so that a parent stands before its children.
        let mut indicators = of_kind("Aggregate", Some(3.0));
        indicators.extend(of_kind("Aggregate", Some(2.0)));
        let points = of_kind("Indicator", None);
        let name = |at: &usize| codes[*at].to_owned();
        let mut names: Vec<_> = indicators.iter().chain(&points).map(name).collect();
        let element = |at: &usize| {
            let parent = names.iter().position(|name| name == parents[*at]);
            Element { parent, weight: weight(codes[*at]) }
        };
        let elements = |of: &[usize]| of.iter().map(element).collect::<Vec<_>>();
        let tree = Tree::new(&elements(&indicators), &elements(&points)).unwrap();
        names.push("Index".to_owned());
        assert_eq!((tree.n_indicators(), tree.n_points()), (10, 49));
        Self { tree, codes: names, points: points.iter().map(name).collect() }
    }

    pub(crate) fn equal() -> Self {
        Self::new(|_| 1.0)
    }

    /// With the random weights.
    pub(crate) fn weighted() -> Self {
        let weights = vector!("weighted_imeta.csv");
        let (codes, of) = (weights.texts("iCode"), weights.column("Weight"));
        Self::new(|code| of[codes.iter().position(|one| *one == code).unwrap()].unwrap())
    }

    pub(crate) fn node(&self, code: &str) -> usize {
        self.codes.iter().position(|one| one == code).unwrap_or_else(|| panic!("{code}"))
    }

    /// The points below an indicator, by code.
    pub(crate) fn below(&self, code: &str) -> Vec<String> {
        let children = self.tree.children(self.node(code));
        children.iter().map(|node| self.codes[*node].clone()).collect()
    }
}
