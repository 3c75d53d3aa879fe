using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Coopera.Core;
using Coopera.Domain;

namespace Coopera.Web.Admin.Webinars;

public enum HourChoice
{
    First,

    Second,
}

public sealed class MomentForm
{
    private static readonly string[] Times = ["H:mm", "HH:mm", "H.mm", "HH.mm", "HH:mm:ss", "%H", "HH"];

    [Display(Name = "Giorno")]
    public string? Date { get; set; }

    [Display(Name = "Ora")]
    public string? Time { get; set; }

    [Display(Name = "Quale delle due?")]
    public HourChoice? Hour { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Date) && string.IsNullOrWhiteSpace(Time);

    public static bool TryTime(string? typed, out TimeOnly time) =>
        TimeOnly.TryParseExact(Text.CleanLine(typed), Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    public static MomentForm Of(DateTimeOffset? instant, DateTimeOffset? besides = null)
    {
        if (instant is not { } moment)
        {
            return new MomentForm();
        }

        var rome = RomeTime.ToRome(moment);
        return new MomentForm
        {
            Date = besides is { } other && RomeTime.ToRome(other).Date == rome.Date ? null : RomeTime.IsoDate(RomeTime.Day(moment)),
            Time = RomeTime.Time(moment),
            Hour = !RomeTime.IsDoubled(rome.DateTime) ? null : RomeTime.IsSecondOfTwo(moment) ? HourChoice.Second : HourChoice.First,
        };
    }

    /// <param name="sameDay">The day when none is typed.</param>
    public MomentReading Read(DateOnly? sameDay = null)
    {
        var problems = new List<(string Field, string Sentence)>();
        if (!TryDay(sameDay, out var day))
        {
            problems.Add((nameof(Date), string.IsNullOrWhiteSpace(Date) ? "Scegli il giorno."
                : "Scrivi il giorno come giorno, mese e anno: per esempio 31/1/2027."));
        }

        if (!TryTime(Time, out var time))
        {
            problems.Add((nameof(Time), string.IsNullOrWhiteSpace(Time) ? "Scegli l’ora."
                : "Scrivi l’ora come ore e minuti: per esempio 15:00."));
        }

        if (problems.Count > 0)
        {
            return new(null, problems);
        }

        var clock = day.ToDateTime(time);
        if (RomeTime.IsMissing(clock))
        {
            return new(null, [(nameof(Time),
                $"{RomeTime.Date("Il", day)} le {time.ToString("H:mm", RomeTime.Italian)} non ci sono: quella notte gli orologi passano "
                + "dalle 2:00 alle 3:00. Scegli un’altra ora.")]);
        }

        if (RomeTime.IsDoubled(clock) && Hour is null)
        {
            return new(null, [(nameof(Hour),
                $"{RomeTime.Date("Il", day)} le {time.ToString("H:mm", RomeTime.Italian)} ci sono due volte, perché alle 3:00 gli orologi "
                + "tornano alle 2:00. Scegli quale delle due.")]);
        }

        return new(RomeTime.FromRome(clock, Hour == HourChoice.Second).ToUniversalTime(), []);
    }

    /// <summary>Whether clocks show it twice, so that the form asks which.</summary>
    public bool IsDoubled(DateOnly? sameDay = null) =>
        TryDay(sameDay, out var day) && TryTime(Time, out var time) && RomeTime.IsDoubled(day.ToDateTime(time));

    public DateOnly? Day() => ItalianInput.TryDate(Date, out var day) ? day : null;

    private bool TryDay(DateOnly? sameDay, out DateOnly day)
    {
        if (string.IsNullOrWhiteSpace(Date) && sameDay is { } same)
        {
            day = same;
            return true;
        }

        return ItalianInput.TryDate(Date, out day) && day.Year is >= 2000 and <= 2100;
    }
}

/// <param name="Problems">With the part that they are in.</param>
public readonly record struct MomentReading(DateTimeOffset? Instant, IReadOnlyList<(string Field, string Sentence)> Problems);
