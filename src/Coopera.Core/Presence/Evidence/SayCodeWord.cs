using System.Security.Cryptography;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Presence;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Presence.Evidence;

/// <summary>Makes a word that staff say in the session, good for ten minutes.</summary>
public sealed class SayCodeWord(ChangedAttendance changed)
{
    /// <summary>Easy to say and to hear, and none of them like another.</summary>
    private static readonly string[] Words =
    [
        "agave", "albero", "ancora", "arancia", "barca", "basilico", "bussola", "campana", "cannolo", "carrubo", "castello", "cedro",
        "cicala", "conchiglia", "corallo", "delfino", "faro", "fenicottero", "fico", "finestra", "fontana", "gabbiano", "gelsomino",
        "ginestra", "grano", "isola", "lanterna", "lava", "limone", "luna", "mandorla", "melograno", "mosaico", "mulino", "nespola",
        "oleandro", "olivo", "onda", "origano", "papiro", "pesca", "piazza", "pistacchio", "ponte", "quercia", "rosmarino", "saline",
        "scirocco", "sentiero", "stella", "tamburo", "teatro", "tonno", "torre", "trinacria", "uva", "vela", "vigna", "vulcano", "zagara",
    ];

    public static bool IsPossible(Webinar webinar, TimeSpan opensBefore, DateTimeOffset now) =>
        webinar.Status == WebinarStatus.Published && now >= webinar.StartsAt - opensBefore && now < webinar.EndsAt + WayIn.HearingEnds;

    /// <param name="own">Null: one is made.</param>
    public Task<ChangeResult> RunAsync(
        ChangeRequest<int> request, string? own, TimeSpan opensBefore, CancellationToken cancellationToken = default) => changed.RunAsync(
        request with { AnyVersion = true },
        _ => false,
        async change =>
        {
            var webinar = change.Thing.Webinar;
            if (!IsPossible(webinar, opensBefore, change.Now))
            {
                return ChangeResult.Refused(PresencePhrases.NoWordNow);
            }

            var said = await change.Db.CodeWords.Where(w => w.WebinarId == webinar.Id).ToListAsync();
            if (said.Count >= CodeWord.Most)
            {
                return ChangeResult.Refused(PresencePhrases.TooManyWords);
            }

            var word = own is null ? Make(said) : Text.CleanLine(own);
            if (CodeWord.KeyOf(word).Length < CodeWord.MinLength || word.Length > CodeWord.MaxLength || !Text.IsSafeLine(word))
            {
                return ChangeResult.Refused(PresencePhrases.WrongWordForm, "Word");
            }

            if (said.Exists(w => w.Key == CodeWord.KeyOf(word)))
            {
                return ChangeResult.Refused(PresencePhrases.WordSaidBefore, "Word");
            }

            var made = new CodeWord(webinar.Id, word, change.Staff, change.Now);
            change.Db.CodeWords.Add(made);
            return change.Done(
                AuditAction.CodeWordSaid, $"«{word}», valida fino {RomeTime.At(made.Until)}", changes: [],
                sentence: $"Parola chiave: «{word}». Dilla adesso: vale fino {RomeTime.At(made.Until)}.");
        },
        cancellationToken);

    private static string Make(List<CodeWord> said)
    {
        while (true)
        {
            var word = $"{Words[RandomNumberGenerator.GetInt32(Words.Length)]} {RandomNumberGenerator.GetInt32(100, 1000)}";
            if (!said.Exists(w => w.Key == CodeWord.KeyOf(word)))
            {
                return word;
            }
        }
    }
}
