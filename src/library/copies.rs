//! Which articles are copies of one text, and which copy stands for the others: the fullest.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::understood::Understood;
use crate::article::{Article, HeadlineOrigin};
use crate::stories::{self, Sketch, Wording};

/// The places of the copies of each story, the fullest first; the stories in the order of their first copies.
pub(super) fn stories(articles: &[Understood]) -> Vec<Vec<usize>> {
    let sketches: Vec<&Sketch> = articles.iter().map(|one| &*one.sketch).collect();
    let wording = |place: usize| articles.get(place).map(|one| Wording::of(&one.article)).unwrap_or_default();
    let mut stories = stories::groups(&sketches, wording);
    let grouped: HashSet<usize> = stories.iter().flatten().copied().collect();
    stories.extend((0..articles.len()).filter(|place| !grouped.contains(place)).map(|place| vec![place]));
    stories.sort_by_key(|members| members.iter().min().copied());
    for members in &mut stories {
        members.sort_by_cached_key(|place| {
            let one = articles.get(*place);
            let length = one.map_or(0, |one| one.sketch.length);
            let source = one.map(|one| (one.article.source.path.clone(), one.article.source.lines));
            let fullness = one.map(|one| fullness(&one.article));
            (Reverse((length, fullness)), one.map(|one| one.article.id), source)
        });
    }
    stories
}

/// How much a copy knows beside its body: a printed headline, then facts, then captions.
fn fullness(article: &Article) -> (bool, usize, usize) {
    let facts = [
        article.kicker.is_some(),
        article.dates.published.is_some(),
        article.dates.updated.is_some(),
        article.attribution.byline.is_some(),
        article.attribution.agency.is_some(),
        article.attribution.dateline.is_some(),
        article.url.is_some(),
        !article.standfirst.is_empty(),
    ];
    let known = facts.into_iter().filter(|known| *known).count();
    (article.headline.origin == HeadlineOrigin::Page, known, article.captions.len())
}
