using System.Globalization;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;

namespace Coopera.Core.Coordination;

/// <summary>What only staff read about adhesions; the words they share with the bodies are in <c>AdhesionWords</c>.</summary>
public static class AdhesionText
{
    private static readonly (ReviewChecks Check, string Text)[] AllChecks =
    [
        (ReviewChecks.SchedaSigned, "la scheda è firmata, a mano o con firma digitale"),
        (ReviewChecks.RightSigner, "chi ha firmato è il legale rappresentante indicato"),
        (ReviewChecks.DataAgree, "i dati scritti on line sono quelli della scheda firmata"),
        (ReviewChecks.Act, "l’atto c’è, o si è d’accordo su quando arriva"),
    ];

    public static string Label(this PublicBodyKind kind) => kind switch
    {
        PublicBodyKind.Municipality => "comune",
        PublicBodyKind.FreeConsortium => "libero consorzio",
        _ => "città metropolitana",
    };

    /// <summary>What is still unticked, for sentences; empty when all is checked.</summary>
    public static IReadOnlyList<string> Missing(this ReviewChecks checks) =>
        [.. AllChecks.Where(pair => !checks.HasFlag(pair.Check)).Select(pair => pair.Text)];

    /// <summary>"da oggi", "da ieri", "da 3 giorni".</summary>
    public static string For(DateTimeOffset since, DateTimeOffset now) => (RomeTime.ToRome(now).Date - RomeTime.ToRome(since).Date).Days switch
    {
        <= 0 => "da oggi",
        1 => "da ieri",
        var days => string.Create(CultureInfo.InvariantCulture, $"da {days} giorni"),
    };

    /// <summary>A telephone number as <c>tel:</c> takes it.</summary>
    public static string Dial(string phone) => string.Concat(phone.Where(c => c is '+' || char.IsAsciiDigit(c)));

    /// <summary>"31/01/2026", for spreadsheets and fields.</summary>
    public static string ShortDate(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(RomeTime.ToRome(clock.GetUtcNow()).DateTime);
}
