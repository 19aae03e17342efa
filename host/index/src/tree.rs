//! The tree of the index: points below indicators below the total, with weights.

/// Why there is no tree.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TreeError {
    /// An indicator's parent does not stand before it, or a point's is no indicator.
    #[error("the parent of node {node} is not an indicator before it")]
    Parent {
        /// See [`Tree`] for the numbering.
        node: usize,
    },
    /// A weight is negative, NaN or infinite.
    #[error("the weight of node {node} is not a finite number from 0")]
    Weight {
        /// See [`Tree`] for the numbering.
        node: usize,
    },
    /// Not one weight for every node.
    #[error("{found} weights for {expected} nodes")]
    Count {
        /// Weights given.
        found: usize,
        /// Nodes of the tree.
        expected: usize,
    },
}

/// An indicator or a point as it is hung into the tree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Element {
    /// Position of the indicator above; `None` directly below the total.
    pub parent: Option<usize>,
    /// Share among its siblings, of whatever they sum to; from 0.
    pub weight: f64,
}

/// The tree. Nodes are numbered: indicators from 0 in their order, then points, then the total.
///
/// A parent stands before its children, siblings are summed in their order, and
/// an indicator's indicators before its points. Any depth; a point may hang
/// anywhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    parents: Vec<usize>,
    weights: Vec<f64>,
    /// Of every indicator, then of the total.
    children: Vec<Vec<usize>>,
    n_indicators: usize,
    n_points: usize,
}

impl Default for Tree {
    /// The total alone.
    fn default() -> Self {
        Self {
            parents: vec![0],
            weights: vec![1.0],
            children: vec![Vec::new()],
            n_indicators: 0,
            n_points: 0,
        }
    }
}

impl Tree {
    /// Hangs `indicators` and `points`.
    ///
    /// # Errors
    ///
    /// [`TreeError::Parent`] and [`TreeError::Weight`] with the first node that is wrong.
    pub fn new(indicators: &[Element], points: &[Element]) -> Result<Self, TreeError> {
        let (n_indicators, n_points) = (indicators.len(), points.len());
        let total = n_indicators + n_points;
        let mut children = vec![Vec::new(); n_indicators + 1];
        let mut parents = Vec::with_capacity(total + 1);
        let mut weights = Vec::with_capacity(total + 1);
        for (node, element) in indicators.iter().chain(points).enumerate() {
            let siblings = match element.parent {
                None => children.last_mut(),
                Some(parent) if parent < node.min(n_indicators) => children.get_mut(parent),
                Some(_) => None,
            };
            siblings.ok_or(TreeError::Parent { node })?.push(node);
            if !element.weight.is_finite() || element.weight < 0.0 {
                return Err(TreeError::Weight { node });
            }
            parents.push(element.parent.unwrap_or(total));
            weights.push(element.weight);
        }
        parents.push(total);
        weights.push(1.0);
        Ok(Self { parents, weights, children, n_indicators, n_points })
    }

    /// The same tree with other weights, one for every node; that of the total does not count.
    ///
    /// # Errors
    ///
    /// [`TreeError::Count`] and [`TreeError::Weight`].
    pub fn with_weights(&self, weights: &[f64]) -> Result<Self, TreeError> {
        self.check_weights(weights)?;
        Ok(Self { weights: weights.to_vec(), ..self.clone() })
    }

    /// Whether these could be the weights.
    pub(crate) fn check_weights(&self, weights: &[f64]) -> Result<(), TreeError> {
        let (found, expected) = (weights.len(), self.n_nodes());
        if found != expected {
            return Err(TreeError::Count { found, expected });
        }
        let wrong = weights.iter().position(|weight| !weight.is_finite() || *weight < 0.0);
        wrong.map_or(Ok(()), |node| Err(TreeError::Weight { node }))
    }

    /// Indicators of all levels.
    pub fn n_indicators(&self) -> usize {
        self.n_indicators
    }

    /// Points.
    pub fn n_points(&self) -> usize {
        self.n_points
    }

    /// Indicators, points and the total.
    pub fn n_nodes(&self) -> usize {
        self.parents.len()
    }

    /// The node of the whole.
    pub fn total(&self) -> usize {
        self.n_indicators + self.n_points
    }

    /// The node of a point's column.
    pub fn point(&self, column: usize) -> usize {
        self.n_indicators + column
    }

    /// The column of a node, if it is a point.
    pub fn column(&self, node: usize) -> Option<usize> {
        node.checked_sub(self.n_indicators).filter(|column| *column < self.n_points)
    }

    /// Of every node, the total included.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// The node above; the total's is itself.
    pub fn parent(&self, node: usize) -> usize {
        self.parents.get(node).copied().unwrap_or(self.total())
    }

    /// The nodes below, in the order they are summed; none below a point.
    pub fn children(&self, node: usize) -> &[usize] {
        let at = if node == self.total() { self.n_indicators } else { node };
        self.children.get(at).map_or(&[], Vec::as_slice)
    }

    /// 0 for the total, 1 below it, and so on.
    pub fn depth(&self, node: usize) -> usize {
        let mut node = node.min(self.total());
        let mut depth = 0;
        while node != self.total() {
            node = self.parent(node);
            depth += 1;
        }
        depth
    }

    /// Indicators and the total, children before parents: the order of rolling up.
    pub fn upwards(&self) -> impl Iterator<Item = usize> {
        (0..self.n_indicators).rev().chain([self.total()])
    }

    /// Whether something weighs below every indicator and below the total.
    pub(crate) fn is_whole(&self, weights: &[f64]) -> bool {
        let weighs = |node: &usize| weights.get(*node).is_some_and(|weight| *weight > 0.0);
        self.upwards().all(|parent| self.children(parent).iter().any(weighs))
    }

    /// Share of the total that each node has by `weights` when everything is known: the product of
    /// *w* / Σ*w* over the siblings on the way down. 0 below siblings that weigh nothing.
    ///
    /// Source: *Handbook on Constructing Composite Indicators* (OECD/JRC 2008), weighted sum.
    pub fn shares(&self, weights: &[f64]) -> Vec<f64> {
        let mut shares = vec![0.0; self.n_nodes()];
        let weight = |node: &usize| weights.get(*node).copied().unwrap_or(0.0);
        if let Some(total) = shares.last_mut() {
            *total = 1.0;
        }
        for parent in [self.total()].into_iter().chain(0..self.n_indicators) {
            let children = self.children(parent);
            let all = crate::number::sum(children.iter().map(weight));
            let of_parent = shares.get(parent).copied().unwrap_or(0.0);
            for child in children {
                if let Some(share) = shares.get_mut(*child).filter(|_| all > 0.0) {
                    *share = of_parent * weight(child) / all;
                }
            }
        }
        shares
    }
}
