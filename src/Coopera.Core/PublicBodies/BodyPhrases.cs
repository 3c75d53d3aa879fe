using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.PublicBodies;

namespace Coopera.Core.PublicBodies;

public static class BodyPhrases
{
    /// <summary>Where the PEC comes from, and of when it is: "fonte IPA, 12 marzo 2026".</summary>
    public static string PecSource(DateOnly? fromIpaOn) => fromIpaOn is { } day
        ? $"fonte IPA, {RomeTime.Date(day)}"
        : $"da un elenco pubblico di terzi, {PublicBodyRegister.PecsOf.ToString("MMMM yyyy", RomeTime.Italian)}: da verificare";

    public static string PecSource(this PublicBody body) => PecSource(body.PecFromIpaOn);
}
