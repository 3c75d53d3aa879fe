using System.Security.Cryptography;
using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Coopera.Domain.Questionnaires;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Questionnaires;

/// <summary>
/// Opens the boxes of the questionnaires that have closed, each in one transaction: what was chosen and what was written go apart, mixed,
/// and the sealed answers and the marks of used ballots are gone. Fewer than five answers are thrown away unread.
/// </summary>
public sealed class CountSurveys(CooperaDb database, BallotBox box, TimeProvider clock) : IJob
{
    public const string Counted = "surveys-counted";

    public string Name => "questionnaire-count";

    public TimeSpan Every => TimeSpan.FromMinutes(2);

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var due = await database.Surveys.AsNoTracking()
            .Where(s => s.CountedAt == null && s.ClosesAt != null && s.ClosesAt < now).ToListAsync(cancellationToken);
        var counted = 0;
        foreach (var survey in due.Where(survey => survey.IsToBeCountedAt(now)))
        {
            counted += await database.WriteAsync(db => CountAsync(db, survey.Id, now), cancellationToken) ? 1 : 0;
        }

        return JobReport.Of((Counted, counted));
    }

    private async Task<bool> CountAsync(CooperaDb db, int id, DateTimeOffset now)
    {
        if (await db.LockSurveyAsync(id) is not { } survey || !survey.IsToBeCountedAt(now))
        {
            return false; // another node was quicker, or it closes later now
        }

        var papers = await db.SealedAnswers.AsNoTracking().Where(a => a.SurveyId == id).ToArrayAsync();
        if (papers.Length >= Survey.FewestAnswers)
        {
            RandomNumberGenerator.Shuffle(papers.AsSpan());
            var opened = papers.Select(paper => box.Open(survey, paper)).ToList();
            var texts = opened.SelectMany(answer => answer.Texts).ToArray();
            RandomNumberGenerator.Shuffle(texts.AsSpan());
            db.CountedAnswers.AddRange(opened.Select(answer => answer.Choices).OrderBy(answer => answer.Id));
            db.CountedTexts.AddRange(texts.OrderBy(text => text.Id));
        }

        survey.Count(papers.Length, now);
        await db.SaveChangesAsync();
        await db.SealedAnswers.Where(a => a.SurveyId == id).ExecuteDeleteAsync();
        await db.SpentBallots.Where(b => b.SurveyId == id).ExecuteDeleteAsync();
        return true;
    }
}
