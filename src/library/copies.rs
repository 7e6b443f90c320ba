//! Which articles are copies of one text, and which copy stands for the others: the fullest.

use std::cmp::Reverse;

use super::joined::Joined;
use crate::article::{Article, HeadlineOrigin};
use crate::stories::{self, Sketch, Wording};

/// The places of the copies of each story that has several, the fullest first; the stories in the order of their first
/// copies.
pub(super) fn stories(joined: &Joined) -> Vec<Vec<usize>> {
    let sketches: Vec<&Sketch> = joined.articles.iter().map(|one| &*one.sketch).collect();
    let wording = |place: usize| joined.article(place).map(|one| Wording::of(&one)).unwrap_or_default();
    let mut stories = stories::groups(&sketches, wording);
    stories.sort_by_key(|members| members.iter().min().copied());
    for members in &mut stories {
        members.sort_by_cached_key(|place| {
            let length = joined.articles.get(*place).map(|one| one.sketch.length);
            let one = joined.article(*place).ok();
            let fullness = one.as_ref().map(fullness);
            (Reverse((length, fullness)), one.map(|one| (one.id, one.source.path, one.source.lines)))
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
