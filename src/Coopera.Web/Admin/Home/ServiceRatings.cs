using Coopera.Core.Ratings;
using Coopera.Domain;
using Coopera.Domain.Ratings;

namespace Coopera.Web.Admin.Home;

/// <summary>How easy people found it.</summary>
public sealed record ServiceRatings(RatedService Service, IReadOnlyList<RatingCount> Counts)
{
    public int Total => Counts.Sum(c => c.Count);

    /// <summary>From the easiest to the hardest.</summary>
    public IReadOnlyList<Tally> Scores => [.. Enumerable.Range(RatingCount.Hardest, RatingCount.Easiest).Reverse().Select(
        score => new Tally(RatingPhrases.Score(score), Counts.Where(c => c.Score == score).Sum(c => c.Count)))];

    public string Summary
    {
        get
        {
            var average = (double)Counts.Sum(c => c.Score * c.Count) / Total;
            var obstacles = Counts.Where(c => c.Obstacle != Obstacle.None).GroupBy(c => c.Obstacle)
                .Select(o => (o.Key, Count: o.Sum(c => c.Count))).OrderByDescending(o => o.Count).ThenBy(o => o.Key)
                .Select(o => $"«{o.Key.Label()}» {Amount.Of(o.Count)}").ToList();
            var mean = $"in media {average.ToString("0.0", RomeTime.Italian)} su {RatingCount.Easiest}";
            return $"{Amount.Of(Total, "giudizio", "giudizi")}, {mean}. " + (obstacles.Count > 0
                ? $"Che cosa è stato difficile: {string.Join(", ", obstacles)}." : "Nessuno ha indicato difficoltà.");
        }
    }
}
