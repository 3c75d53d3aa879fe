using System.Globalization;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain.Questionnaires;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Questionnaires;

public readonly record struct SurveyOf(int WebinarId, SurveyRound Round)
{
    /// <summary>The stored one, or what it begins as: with questions that can be asked as they are.</summary>
    public async Task<Survey> ReadAsync(CooperaDb db, bool tracked = false)
    {
        var (webinar, round) = this;
        var surveys = tracked ? db.Surveys : db.Surveys.AsNoTracking();
        return await surveys.SingleOrDefaultAsync(s => s.WebinarId == webinar && s.Round == round)
            ?? new Survey(webinar, round, SurveyDefaults.Audience(round), SurveyDefaults.Of(round));
    }
}

public sealed record StaffedSurvey(Webinar Webinar, Survey Survey);

public sealed class ChangedSurvey(CooperaDb database, TimeProvider clock) : StaffChange<SurveyOf, StaffedSurvey>(database, clock)
{
    public static string Version(Survey survey) => survey.Version.ToString(CultureInfo.InvariantCulture);

    protected override async Task<StaffedSurvey?> LockAsync(CooperaDb db, SurveyOf id)
    {
        if (await db.LockWebinarAsync(id.WebinarId) is not { } webinar)
        {
            return null;
        }

        // The update is the lock: no answer comes in, and nobody counts, while it is closed or moved.
        await db.Surveys.Where(s => s.WebinarId == id.WebinarId && s.Round == id.Round)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.Version, x => x.Version));
        var survey = await id.ReadAsync(db, tracked: true);
        if (survey.Id == 0)
        {
            db.Surveys.Add(survey); // saved with the first thing that is done to it
        }

        return new StaffedSurvey(webinar, survey);
    }

    protected override string VersionOf(StaffedSurvey thing) => Version(thing.Survey);

    protected override string KeyOf(SurveyOf id) => AuditSubject.Webinar(id.WebinarId);

    protected override string NameOf(StaffedSurvey thing) => thing.Webinar.Title;

    protected override Task<IReadOnlyList<FieldWords>> FieldsAsync(CooperaDb db, StaffedSurvey thing) =>
        Task.FromResult(QuestionnairePhrases.Fields(thing.Survey));
}
