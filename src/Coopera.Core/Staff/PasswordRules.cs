using Coopera.Core.Data;
using Microsoft.AspNetCore.Identity;

namespace Coopera.Core.Staff;

/// <summary>
/// What a password of staff must be: long, and nothing that is tried first. Dictionaries of leaked passwords, names and words, keyboard
/// runs, repetitions and dates are known to zxcvbn; the words of this site and of the person are added to them. No rule asks for symbols:
/// they make passwords harder to remember, not to guess.
/// </summary>
public sealed class PasswordRules : IPasswordValidator<StaffUser>
{
    public const int MinLength = 12;
    public const int MaxLength = 128;
    public const string Hint = "Almeno 12 caratteri: vanno bene anche tre o quattro parole che non c’entrano l’una con l’altra.";

    /// <summary>
    /// Of PBKDF2 with HMAC-SHA-512, as OWASP's Password Storage Cheat Sheet has it. A hash with fewer is made anew at the next sign-in.
    /// </summary>
    public const int Iterations = 210_000;

    private const int LeastScore = 3;

    private const int JudgedLength = 64;

    // What is on everybody's lips here, and in no English dictionary.
    private static readonly string[] HouseWords =
    [
        "coopera", "anci", "sicilia", "siciliana", "ancisicilia", "segreteria", "redazione",
        "lettura", "esportazione", "amministratore", "amministrazione", "gestione",
        "comune", "comuni", "municipio", "sindaco", "sindaca", "assessore", "coordinamento",
        "webinar", "iscrizione", "iscrizioni", "adesione", "adesioni", "accoglienza",
        "benvenuto", "benvenuta", "benvenuti", "parola", "passaparola", "chiave", "segreta",
        "segreto", "accesso", "ciao", "buongiorno", "amore", "tesoro", "mamma", "forza",
        "palermo", "catania", "messina", "siracusa", "ragusa", "trapani", "agrigento",
        "enna", "caltanissetta", "gela", "marsala", "italia", "juventus", "milan",
        "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
        "lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica", "primavera", "estate", "autunno", "inverno",
    ];

    public Task<IdentityResult> ValidateAsync(UserManager<StaffUser> manager, StaffUser user, string? password) =>
        Task.FromResult(Problem(password, user.Email) is { } sentence
            ? IdentityResult.Failed(new IdentityError { Code = nameof(PasswordRules), Description = sentence })
            : IdentityResult.Success);

    /// <summary>What is wrong and what to do, in one sentence; null for a good one.</summary>
    public static string? Problem(string? password, string? email) => password switch
    {
        null or { Length: < MinLength } => $"Scegli una password di almeno {MinLength} caratteri: vanno bene anche tre o quattro parole.",
        { Length: > MaxLength } => $"Scegli una password di {MaxLength} caratteri al massimo.",
        _ when IsEasy(password, email) => "Questa password è facile da indovinare: evita nomi, date, parole molto usate e tasti vicini, "
            + "e metti insieme tre o quattro parole che non c’entrano l’una con l’altra.",
        _ => null,
    };

    private static bool IsEasy(string password, string? email)
    {
        var own = (email ?? "")
            .ToLowerInvariant().Split(['@', '.', '-', '_', '+'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 2);
        return Zxcvbn.Zxcvbn.MatchPassword(password[..Math.Min(password.Length, JudgedLength)], HouseWords.Concat(own)).Score < LeastScore;
    }
}
