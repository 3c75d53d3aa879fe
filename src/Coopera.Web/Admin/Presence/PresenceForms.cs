using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.Presence.Evidence;
using Coopera.Domain;
using Coopera.Domain.Presence;
using Coopera.Domain.Webinars;
using Coopera.Web.Admin.Webinars;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Coopera.Web.Admin.Presence;

/// <summary>A stretch of time that staff write.</summary>
public class SpanForm
{
    public MomentForm From { get; set; } = new();

    public MomentForm Until { get; set; } = new();

    /// <summary>The day that is not written is that of the beginning; an end that would come before it is on the next one.</summary>
    internal (DateTimeOffset? From, DateTimeOffset? Until) Read(Webinar webinar, string prefix, ModelStateDictionary state, bool optional)
    {
        var day = RomeTime.Day(webinar.StartsAt);
        var from = Read(From, day, $"{prefix}{nameof(From)}", state, optional);
        var until = Read(Until, from is { } begun ? RomeTime.Day(begun) : day, $"{prefix}{nameof(Until)}", state, optional);
        if (until is { } end && string.IsNullOrWhiteSpace(Until.Date) && end <= (from ?? webinar.StartsAt))
        {
            until = Until.Read(RomeTime.Day(from ?? webinar.StartsAt).AddDays(1)).Instant;
        }

        return (from, until);
    }

    protected void Fill(Webinar webinar, DateTimeOffset? from, DateTimeOffset? until) =>
        (From, Until) = (MomentForm.Of(from, besides: webinar.StartsAt), MomentForm.Of(until, besides: webinar.StartsAt));

    private static DateTimeOffset? Read(MomentForm moment, DateOnly day, string prefix, ModelStateDictionary state, bool optional)
    {
        if (optional && moment.IsEmpty)
        {
            return null;
        }

        var (instant, problems) = moment.Read(day);
        foreach (var (field, sentence) in problems)
        {
            state.AddModelError($"{prefix}.{field}", sentence);
        }

        return instant;
    }
}

public sealed class RuleForm : SpanForm
{
    public static readonly IReadOnlyList<SelectListItem> Bases =
        [new("sulla durata effettiva", nameof(RuleBasis.Held)), new("sulla durata prevista", nameof(RuleBasis.Planned))];

    public string? Seen { get; set; }

    [Display(Name = "Soglia, in percentuale")]
    public string? Threshold { get; set; }

    [Display(Name = "La soglia si calcola")]
    public RuleBasis Basis { get; set; }

    public static RuleForm Of(Webinar webinar, AttendanceRule rule)
    {
        var form = new RuleForm
        {
            Seen = ChangedAttendance.Version(rule),
            Threshold = $"{rule.ThresholdPercent}",
            Basis = rule.OfPlannedTime ? RuleBasis.Planned : RuleBasis.Held,
        };
        form.Fill(webinar, rule.HeldFrom, rule.HeldUntil);
        return form;
    }
}

public enum RuleBasis
{
    Held,

    Planned,
}

public sealed class WordForm
{
    [Display(Name = "Parola scelta da te")]
    public string? Word { get; set; }
}

public sealed class AddPresenceForm : SpanForm
{
    [Display(Name = "Motivo")]
    public string? Reason { get; set; }

    internal string? ReadReason(string prefix, ModelStateDictionary state) => Written.Read(
        Reason, $"{prefix}{nameof(Reason)}", PresenceInterval.ReasonMaxLength, "Scrivi il motivo: si legge accanto all’intervallo e nel registro.",
        "Il motivo", state);
}

public sealed class DecisionForm : SpanForm
{
    public Guid Asked { get; set; }

    public bool Accept { get; set; }

    [Display(Name = "Risposta per la persona")]
    public string? Answer { get; set; }

    internal string? ReadAnswer(string prefix, ModelStateDictionary state) => Written.Read(
        Answer, $"{prefix}{nameof(Answer)}", PresenceRequest.AnswerMaxLength, "Scrivi una frase di risposta: la persona la riceve per email.",
        "La risposta", state);
}

internal static class Written
{
    /// <summary>Null when it is missing or too long: then <paramref name="state"/> says so.</summary>
    public static string? Read(string? typed, string field, int most, string missing, string what, ModelStateDictionary state)
    {
        var text = Text.CleanParagraph(typed);
        if (text.Length is > 0 && text.Length <= most)
        {
            return text;
        }

        state.AddModelError(field, text.Length == 0 ? missing : Phrases.TooLong(what, most));
        return null;
    }
}
