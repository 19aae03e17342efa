//! Other weights for some nodes of a system; their siblings give or take what changes.

use super::{IndicatorSystem, Part, WeightPercent};

/// Weights that are meant as per cent sum to 100 up to this much.
const SUM_TOLERANCE: f64 = 1e-6;

/// Why weights cannot be given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReweighError {
    /// No indicator or point has this id.
    #[error("there is no indicator or point `{id}`")]
    NoSuchNode {
        /// As it was given.
        id: String,
        /// All ids, for the hint.
        known: Vec<String>,
    },
    /// A veto, bonus or the like, or what has none.
    #[error("`{id}` does not weigh")]
    NotWeighted {
        /// Of the indicator.
        id: String,
    },
    /// A weight is not in `0..=100`.
    #[error("the weight of `{id}` is not from 0 to 100")]
    Percent {
        /// Of the node.
        id: String,
    },
    /// The weights of siblings sum to more than 100, or to less with none left to take the rest.
    #[error("with `{id}` the weights of its siblings do not sum to 100")]
    Sum {
        /// Of the last of the siblings that has a weight given.
        id: String,
    },
}

impl ReweighError {
    /// The node it is about, as it was given.
    pub fn id(&self) -> &str {
        match self {
            Self::NoSuchNode { id, .. }
            | Self::NotWeighted { id }
            | Self::Percent { id }
            | Self::Sum { id } => id,
        }
    }
}

/// A node of which the weight is known by position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Node {
    Indicator(usize),
    Point(usize),
}

impl IndicatorSystem {
    /// The same system in which these nodes (by id) weigh so many per cent of the node above. Siblings
    /// that are not named share the rest in proportion to their own weights.
    ///
    /// # Errors
    ///
    /// See [`ReweighError`].
    pub fn with_weights(&self, weights: &[(String, f64)]) -> Result<Self, ReweighError> {
        let mut given = Vec::with_capacity(weights.len());
        for (id, percent) in weights {
            let node = self.find(id)?;
            let weight = WeightPercent::new(*percent);
            let weight = weight.ok_or_else(|| ReweighError::Percent { id: id.clone() })?;
            given.push((node, id.as_str(), weight));
        }
        let mut system = self.clone();
        for (node, id, _) in &given {
            let siblings = self.siblings(*node);
            let of = |node: &Node| given.iter().rfind(|(named, ..)| named == node);
            let taken: f64 = siblings.iter().filter_map(of).map(|(.., one)| one.percent()).sum();
            let others = siblings.iter().filter(|node| of(node).is_none());
            let own: f64 = others.map(|node| self.weight(*node)).sum();
            let rest = 100.0 - taken;
            let fits = if own > 0.0 { rest >= -SUM_TOLERANCE } else { rest.abs() <= SUM_TOLERANCE };
            if !fits {
                return Err(ReweighError::Sum { id: (*id).to_owned() });
            }
            for sibling in &siblings {
                let scaled = || WeightPercent::new(self.weight(*sibling) * rest.max(0.0) / own);
                let weight = of(sibling).map(|(.., weight)| *weight);
                if let Some(weight) = weight.or_else(scaled) {
                    system.set_weight(*sibling, weight);
                }
            }
        }
        Ok(system)
    }

    fn find(&self, id: &str) -> Result<Node, ReweighError> {
        let indicator = self.indicators.iter().position(|one| one.id.0 == id);
        if let Some(at) = indicator {
            let weighs = self.indicators.get(at).is_some_and(|one| one.part == Part::Weighted);
            let not = || ReweighError::NotWeighted { id: id.to_owned() };
            return weighs.then_some(Node::Indicator(at)).ok_or_else(not);
        }
        let point = self.points.iter().position(|one| one.id.0 == id);
        point.map(Node::Point).ok_or_else(|| ReweighError::NoSuchNode {
            id: id.to_owned(),
            known: self.ids().map(str::to_owned).collect(),
        })
    }

    /// Ids of indicators, then of points.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let indicators = self.indicators.iter().map(|one| one.id.0.as_str());
        indicators.chain(self.points.iter().map(|one| one.id.0.as_str()))
    }

    /// The weighted nodes directly below the same node, the node itself among them.
    fn siblings(&self, node: Node) -> Vec<Node> {
        let parent = match node {
            Node::Indicator(at) => self.indicators.get(at).and_then(|one| one.parent),
            Node::Point(at) => self.points.get(at).map(|one| one.indicator),
        };
        let weighs = |at: &usize| {
            let found = self.indicators.get(*at);
            found.is_some_and(|one| one.parent == parent && one.part == Part::Weighted)
        };
        let indicators = (0..self.indicators.len()).filter(weighs).map(Node::Indicator);
        let points = self.points.iter().enumerate();
        let points = points.filter(|(_, one)| Some(one.indicator) == parent);
        indicators.chain(points.map(|(at, _)| Node::Point(at))).collect()
    }

    fn weight(&self, node: Node) -> f64 {
        let weight = match node {
            Node::Indicator(at) => self.indicators.get(at).map(|one| one.weight),
            Node::Point(at) => self.points.get(at).map(|one| one.weight),
        };
        weight.map_or(0.0, WeightPercent::percent)
    }

    fn set_weight(&mut self, node: Node, weight: WeightPercent) {
        let slot = match node {
            Node::Indicator(at) => self.indicators.get_mut(at).map(|one| &mut one.weight),
            Node::Point(at) => self.points.get_mut(at).map(|one| &mut one.weight),
        };
        if let Some(slot) = slot {
            *slot = weight;
        }
    }
}
