using Coopera.Domain.Coordination;

namespace Coopera.Web.Admin.Coordination.Review;

public sealed record ReadyText(string Key, string Title, string Text, ReviewChecks Check);

public static class ReadyTexts
{
    public const string Gap = "[indicare quali]";

    public static readonly IReadOnlyList<ReadyText> All =
    [
        new("firma", "Manca la firma",
            "La scheda che abbiamo ricevuto non risulta firmata. Ti chiediamo di farla firmare, a mano o con firma digitale, e di "
            + "caricarla di nuovo dal link.",
            ReviewChecks.SchedaSigned),
        new("file", "Il file non si apre o non si legge",
            "Il file che abbiamo ricevuto non si apre o non si legge bene. "
                + "Ti chiediamo di caricare di nuovo la scheda firmata: "
                + "va bene il PDF firmato digitalmente (anche .p7m) oppure una scansione completa e leggibile.",
            ReviewChecks.SchedaSigned),
        new("firmatario", "Ha firmato un’altra persona",
            "La scheda è firmata da una persona diversa dal legale rappresentante indicato. "
                + "Ti chiediamo di correggere il nome, se è cambiato, "
                + "oppure di caricare la scheda firmata dal legale rappresentante o insieme alla delega.",
            ReviewChecks.RightSigner),
        new("dati", "I dati non coincidono",
            $"Alcuni dati della scheda firmata non coincidono con quelli scritti on line: {Gap}. "
                + "Ti chiediamo di correggerli dal link e, se cambia la scheda, di caricarla di nuovo firmata.",
            ReviewChecks.DataAgree),
        new("versione", "La scheda non è l’ultima versione",
            "La scheda firmata non corrisponde all’ultima versione dei dati. Ti chiediamo di scaricarla di nuovo dal link, farla firmare "
            + "e caricarla.",
            ReviewChecks.DataAgree),
        new("atto", "Manca l’atto di adesione",
            "Manca l’atto con cui l’ente aderisce (delibera, determina o decreto). "
                + "Ti chiediamo di indicarne tipo, numero e data dal link; "
                + "se non è ancora adottato, scrivici entro quando si pensa di adottarlo.",
            ReviewChecks.Act),
        new("referente", "Manca un recapito",
            "Manca un recapito del referente tecnico (nome, telefono o email). Ti chiediamo di completarlo dal link, così sappiamo con "
            + "chi parlare.",
            ReviewChecks.DataAgree),
    ];

    public static string Insert(string? typed, IReadOnlyDictionary<string, bool> chosen)
    {
        var text = (typed ?? "").ReplaceLineEndings("\n").TrimEnd();
        var added = All.Where(ready => chosen.GetValueOrDefault(ready.Key) && !text.Contains(ready.Text, StringComparison.Ordinal))
            .Select(ready => ready.Text);
        return string.Join("\n\n", new[] { text }.Concat(added).Where(part => part.Length > 0));
    }
}
