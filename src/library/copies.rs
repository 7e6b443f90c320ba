//! Which articles are copies of one text, and which copy stands for the others: the fullest.

use std::cmp::Reverse;

use super::joined::Joined;
use super::sketched::Sketched;
use crate::article::{Article, HeadlineOrigin};
use crate::index::Broken;
use crate::stories::{self, Sketches, Wording};

/// The numbers of the copies of each story that has several, the fullest first; the stories in the order in which their
/// first copies stand in the sources. `order` has the place of each number there.
pub(super) fn stories(
    joined: &Joined,
    sketched: &Sketched,
    order: &[usize],
) -> Result<Vec<Vec<usize>>, Broken> {
    let article = |number: usize| order.get(number).and_then(|place| joined.article(*place).ok());
    let wording = |number: usize| article(number).map(|one| Wording::of(&one)).unwrap_or_default();
    let mut stories = stories::groups(sketched, wording)?;
    stories.sort_by_key(|members| members.iter().filter_map(|number| order.get(*number)).min().copied());
    for members in &mut stories {
        members.sort_by_cached_key(|number| {
            let length = sketched.brief(*number).map(|brief| brief.length);
            let one = article(*number);
            let fullness = one.as_ref().map(fullness);
            (Reverse((length, fullness)), one.map(|one| (one.id, one.source.path, one.source.lines)))
        });
    }
    Ok(stories)
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
