namespace Coopera.Core.PublicBodies;

/// <param name="Body">Null when nothing, or more than one, corresponds.</param>
/// <param name="Matches">To choose from when the written name leaves a doubt.</param>
/// <param name="Problem">What to do, in words; null when a body was found.</param>
public sealed record ChosenBody(PublicBodyEntry? Body, IReadOnlyList<PublicBodyEntry> Matches, string? Problem);

public sealed class BodyChoice(PublicBodyDirectory directory)
{
    public Task<PublicBodyEntry?> FindAsync(string? code) => directory.FindAsync(code);

    public async Task<ChosenBody> ChooseAsync(string? code, string? name)
    {
        if (!string.IsNullOrEmpty(code))
        {
            return await directory.FindAsync(code) switch
            {
                null => new ChosenBody(null, [], Phrases.UnknownBody),
                { IsClosed: true } closed => await directory.FindAsync(closed.SuccessorCode) is { } successor
                    ? new ChosenBody(null, [successor], $"{closed.FullName} non c’è più: ora è {successor.FullName}. Conferma il tuo ente.")
                    : new ChosenBody(null, [], $"{closed.FullName} non c’è più: scegli l’ente di cui ora fa parte."),
                var chosen => new ChosenBody(chosen, [], null),
            };
        }

        if (await directory.ResolveAsync(name) is { } exact)
        {
            return new ChosenBody(exact, [], null);
        }

        var matches = await directory.SearchAsync(name);
        return new ChosenBody(
            null, matches,
            Doubt(matches) ?? "Non troviamo questo ente nel registro dei Comuni siciliani: controlla come è scritto, per esempio "
                + "Castroreale.");
    }

    public static string? Doubt(IReadOnlyList<PublicBodyEntry> matches) => matches.Count switch
    {
        0 => null,
        1 => $"Conferma il tuo ente: intendi {matches[0].FullName}?",
        PublicBodyDirectory.MostMatches =>
            "Più enti corrispondono al nome che hai scritto: scegli il tuo, oppure scrivi il nome per intero.",
        _ => "Più enti corrispondono al nome che hai scritto: scegli il tuo.",
    };
}
