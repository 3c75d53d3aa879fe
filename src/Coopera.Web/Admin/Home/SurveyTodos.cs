using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Questionnaires;
using Coopera.Domain;
using Coopera.Domain.Questionnaires;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Home;

/// <summary>Webinars that are over and have asked nobody what they think, and questionnaires whose results have just come.</summary>
public sealed class SurveyTodos(CooperaDb db)
{
    private static readonly TimeSpan Shown = TimeSpan.FromDays(7);

    public async Task<IReadOnlyList<Todo>> MakeAsync(DateTimeOffset now, bool mayEdit)
    {
        var since = now - Shown;
        var silent = await db.Webinars.AsNoTracking()
            .Where(w => w.Status == WebinarStatus.Published && w.EndsAt > since && w.EndsAt <= now)
            .Where(w => !db.Surveys.Any(s => s.WebinarId == w.Id && s.Round == SurveyRound.Afterwards && s.OpensAt != null))
            .OrderBy(w => w.EndsAt).Select(w => new { w.Id, w.Title }).ToListAsync();
        var counted = await (
            from survey in db.Surveys.AsNoTracking()
            where survey.CountedAt > since && survey.Answers >= Survey.FewestAnswers
            join webinar in db.Webinars on survey.WebinarId equals webinar.Id
            orderby survey.CountedAt
            select new { survey.WebinarId, survey.Round, survey.Answers, webinar.Title }).ToListAsync();
        return
        [
            .. silent.Select(webinar => new Todo(
                TodoKind.Watch, $"«{webinar.Title}» è finito, e il questionario non è aperto.",
                "Le domande sono pronte: il link arriva con i ringraziamenti, o con un’email apposta.",
                Addresses.Admin.Surveys.Page(webinar.Id, SurveyRound.Afterwards.Word()), mayEdit ? "Apri il questionario" : "Guarda")),
            .. counted.Select(survey => new Todo(
                TodoKind.Watch, $"Ci sono i risultati del questionario di «{survey.Title}».",
                $"{Amount.Of(survey.Answers!.Value, "persona ha risposto", "persone hanno risposto")}.",
                Addresses.Admin.Surveys.Results(survey.WebinarId, survey.Round.Word()), "Guarda i risultati")),
        ];
    }
}
