using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Core.Webinars.Questions;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Questions;

/// <param name="Answered">How many people answered it, in whatever version.</param>
/// <param name="AnsweredNow">How many answered it as it is now.</param>
public sealed record QuestionRow(QuestionLine Line, int Answered, int AnsweredNow)
{
    public Question Question => Line.Latest;
}

public sealed record QuestionListPage(
    Webinar Webinar, WebinarPhase Phase, QuestionSheet Sheet, IReadOnlyList<QuestionRow> Rows, int Registered)
{
    private static readonly string[] QuestionActions =
        [AuditAction.QuestionAdded, AuditAction.QuestionChanged, AuditAction.QuestionVersioned, AuditAction.QuestionMoved,
            AuditAction.QuestionRemoved, AuditAction.QuestionsCopied];

    public AuditEntry? Conflict { get; init; }

    /// <summary>Those that questions can be copied from.</summary>
    public IReadOnlyList<AskingWebinar> Others { get; init; } = [];

    public CopyForm Copy { get; init; } = new();

    public IEnumerable<SelectListItem> Choices =>
    [
        new("scegli il webinar", ""),
        .. Others.Select(other => new SelectListItem(
            $"{other.Title} ({RomeTime.Date(other.StartsAt)}): {Amount.Of(other.Questions, "domanda", "domande")}",
            other.Id.ToString(CultureInfo.InvariantCulture))),
    ];

    public IEnumerable<QuestionRow> Asked => Rows.Where(row => row.Line.IsAsked);

    public IEnumerable<QuestionRow> Gone => Rows.Where(row => !row.Line.IsAsked);

    public static async Task<QuestionListPage?> FindAsync(CooperaDb db, int webinarId, DateTimeOffset now)
    {
        if (await db.Webinars.AsNoTracking().SingleOrDefaultAsync(w => w.Id == webinarId) is not { } webinar)
        {
            return null;
        }

        var sheet = await QuestionSheet.ReadAsync(db, webinarId);
        var counts = sheet.Lines.Count == 0
            ? []
            : await db.Answers.Where(a => db.Questions.Any(q => q.Id == a.QuestionId && q.WebinarId == webinarId))
                .GroupBy(a => a.QuestionId)
                .Select(group => new { group.Key, People = group.Select(a => a.RegistrationId).Distinct().Count() })
                .ToDictionaryAsync(count => count.Key, count => count.People);
        var rows = sheet.Lines.Select(line => new QuestionRow(
            line, line.Versions.Sum(version => counts.GetValueOrDefault(version.Id)), counts.GetValueOrDefault(line.Latest.Id)));
        var registered = await db.Registrations.Accepted().CountAsync(r => r.WebinarId == webinarId);
        return new QuestionListPage(webinar, webinar.PhaseAt(now), sheet, [.. rows], registered)
        {
            Others = await CopyQuestions.ChoicesAsync(db, webinarId),
        };
    }

    public static Task<AuditEntry?> LastDoneAsync(CooperaDb db, int webinarId)
    {
        var subject = AuditSubject.Webinar(webinarId);
        return db.AuditEntries.AsNoTracking().Where(e => e.SubjectKey == subject && QuestionActions.Contains(e.Action))
            .OrderByDescending(e => e.Number).FirstOrDefaultAsync();
    }
}

/// <param name="Row">Null for a new one.</param>
public sealed record QuestionEditPage(QuestionListPage List, QuestionRow? Row, QuestionForm Form)
{
    public AuditEntry? Conflict { get; init; }

    public bool WasRemoved { get; init; }

    public static IReadOnlyList<SelectListItem> Kinds { get; } =
    [
        new("Una scelta tra più risposte", nameof(QuestionKind.OneChoice)),
        new("Una o più risposte", nameof(QuestionKind.SeveralChoices)),
        new("Sì o no", nameof(QuestionKind.YesNo)),
        new("Testo libero", nameof(QuestionKind.Text)),
    ];

    public IReadOnlyList<SelectListItem> Conditions()
    {
        var entries = new List<SelectListItem> { new("A tutti", "") };
        foreach (var other in List.Sheet.Current.PossibleConditions(Row?.Question))
        {
            var group = new SelectListGroup { Name = QuestionPhrases.Quote(other.Text) };
            entries.AddRange(other.PossibleAnswers()!.Select(answer =>
                new SelectListItem($"Solo a chi risponde "
                    + $"«{QuestionPhrases.Said(other.Kind, answer)}»",
                    QuestionForm.Value(new QuestionCondition(other.Key, answer)))
                { Group = group }));
        }

        return entries;
    }
}

public sealed class CopyForm
{
    [Display(Name = "Copia le domande di")]
    public string? From { get; set; }
}
