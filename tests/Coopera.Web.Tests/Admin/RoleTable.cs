using System.Text.RegularExpressions;
using Coopera.Core.Data;

namespace Coopera.Web.Tests.Admin;

/// <summary>
/// Who may what in the back office, one line a route: A Amministrazione, R Redazione, S Segreteria, L Lettura; "+E" only with the
/// right Esportazione besides; "signed-in" any account, whatever its roles; "everybody" also who has not signed in.
/// A new route wants a line here, in the group it belongs to.
/// </summary>
internal static class RoleTable
{
    private const string SigningIn = """
        GET  /gestione/accesso                                    everybody
        POST /gestione/accesso                                    everybody
        GET  /gestione/accesso/codice                             everybody
        POST /gestione/accesso/codice                             everybody
        GET  /gestione/accesso/recupero                           everybody
        POST /gestione/accesso/recupero                           everybody
        POST /gestione/accesso/passkey                            everybody
        POST /gestione/accesso/passkey/opzioni                    everybody
        GET  /gestione/password                                   everybody
        POST /gestione/password                                   everybody
        GET  /gestione/password/inviata                           everybody
        GET  /gestione/password/{token}                           everybody
        POST /gestione/password/{token}                           everybody
        GET  /gestione/accesso-negato                             everybody
        GET  /gestione/primo-accesso/{token}                      everybody
        POST /gestione/primo-accesso/{token}                      everybody
        GET  /gestione/invito/{token}                             everybody
        POST /gestione/invito/{token}                             everybody
        POST /gestione/esci                                       signed-in
        GET  /gestione/accesso/conferma                           signed-in
        POST /gestione/accesso/conferma                           signed-in
        GET  /gestione/profilo                                    signed-in
        POST /gestione/accesso/conferma/passkey                   signed-in
        POST /gestione/accesso/conferma/passkey/opzioni           signed-in
        GET  /gestione/profilo/nome                               signed-in
        POST /gestione/profilo/nome                               signed-in
        GET  /gestione/profilo/password                           signed-in
        POST /gestione/profilo/password                           signed-in
        POST /gestione/profilo/esci-ovunque                       signed-in
        POST /gestione/profilo/sessioni/{session}                 signed-in
        GET  /gestione/profilo/app                                signed-in
        POST /gestione/profilo/app                                signed-in
        POST /gestione/profilo/app/scollega                       signed-in
        GET  /gestione/profilo/codici                             signed-in
        POST /gestione/profilo/codici                             signed-in
        GET  /gestione/profilo/passkey                            signed-in
        POST /gestione/profilo/passkey                            signed-in
        POST /gestione/profilo/passkey/opzioni                    signed-in
        GET  /gestione/profilo/passkey/{id}                       signed-in
        POST /gestione/profilo/passkey/{id}                       signed-in
        POST /gestione/profilo/passkey/{id}/rimuovi               signed-in
        """;

    private const string Webinars = """
        GET  /gestione                                            A R S L
        GET  /gestione/stato                                      A R S L
        POST /gestione/stato/fai-partire-le-email                 A R S
        POST /gestione/stato/non-mandare-le-email                 A R S
        GET  /gestione/aiuto                                      A R S L
        GET  /gestione/testi                                      A R S L
        GET  /gestione/testi/{word}                               A
        POST /gestione/testi/{word}                               A
        POST /gestione/filtri                                     A R S L
        POST /gestione/filtri/{id:int}/togli                      A R S L
        POST /gestione/colonne/{list}                             A R S L
        GET  /gestione/esportazioni/esito                         A R S L
        GET  /gestione/webinar                                    A R S L
        GET  /gestione/webinar/nuovo                              A R
        POST /gestione/webinar/nuovo                              A R
        GET  /gestione/webinar/{id:int}                           A R S L
        GET  /gestione/webinar/{id:int}/modifica                  A R
        POST /gestione/webinar/{id:int}/modifica                  A R
        GET  /gestione/webinar/{id:int}/anteprima                 A R S L
        GET  /gestione/webinar/{id:int}/registro                  A R S L
        GET  /gestione/webinar/{id:int}/qr.png                    A R S L
        GET  /gestione/webinar/{id:int}/programma                 A R
        POST /gestione/webinar/{id:int}/programma                 A R
        POST /gestione/webinar/{id:int}/programma/togli           A R
        GET  /gestione/webinar/{id:int}/pubblica                  A R
        POST /gestione/webinar/{id:int}/pubblica                  A R
        GET  /gestione/webinar/{id:int}/annulla                   A R
        POST /gestione/webinar/{id:int}/annulla                   A R
        GET  /gestione/webinar/{id:int}/rimetti                   A R
        POST /gestione/webinar/{id:int}/rimetti                   A R
        GET  /gestione/webinar/{id:int}/archivia                  A R
        POST /gestione/webinar/{id:int}/archivia                  A R
        GET  /gestione/webinar/{id:int}/ripristina                A R
        POST /gestione/webinar/{id:int}/ripristina                A R
        GET  /gestione/webinar/{id:int}/duplica                   A R
        POST /gestione/webinar/{id:int}/duplica                   A R
        GET  /gestione/webinar/{id:int}/elimina                   A R
        POST /gestione/webinar/{id:int}/elimina                   A R
        GET  /gestione/webinar/{id:int}/materiali                 A R S L
        POST /gestione/webinar/{id:int}/materiali/link            A R
        POST /gestione/webinar/{id:int}/materiali/file            A R
        POST /gestione/webinar/{id:int}/materiali/{material:int}  A R
        GET  /gestione/webinar/{id:int}/materiali/{material:int}/file A R S L
        GET  /gestione/webinar/{id:int}/presenze                  A R S L
        POST /gestione/webinar/{id:int}/presenze/regole           A S
        POST /gestione/webinar/{id:int}/presenze/parola           A S
        GET  /gestione/webinar/{id:int}/presenze.pdf              A R S L +E
        GET  /gestione/webinar/{id:int}/presenze.xlsx             A R S L +E
        GET  /gestione/iscrizioni/{id:guid}/presenza              A R S L
        POST /gestione/iscrizioni/{id:guid}/presenza/aggiungi     A S
        GET  /gestione/iscrizioni/{id:guid}/presenza/{interval:long}/togli A S
        POST /gestione/iscrizioni/{id:guid}/presenza/{interval:long}/togli A S
        POST /gestione/iscrizioni/{id:guid}/presenza/{interval:long}/rimetti A S
        POST /gestione/iscrizioni/{id:guid}/presenza/decidi       A S
        GET  /gestione/webinar/{id:int}/attestati                 A R S L
        GET  /gestione/webinar/{id:int}/attestati/persone         A R S L
        POST /gestione/webinar/{id:int}/attestati/emetti          A S
        POST /gestione/webinar/{id:int}/attestati/prova           A S
        GET  /gestione/webinar/{id:int}/attestati/fac-simile.pdf  A R S L
        POST /gestione/webinar/{id:int}/attestati/crediti         A S
        GET  /gestione/webinar/{id:int}/attestati/elenco.csv      A R S L +E
        GET  /gestione/webinar/{id:int}/attestati/elenco.xlsx     A R S L +E
        GET  /gestione/webinar/{id:int}/attestati/ordine.csv      A R S L +E
        GET  /gestione/webinar/{id:int}/attestati/ordine.xlsx     A R S L +E
        GET  /gestione/attestati/{id:guid}                        A R S L
        GET  /gestione/attestati/{id:guid}/attestato.pdf          A R S L
        GET  /gestione/attestati/{id:guid}/revoca                 A S
        POST /gestione/attestati/{id:guid}/revoca                 A S
        POST /gestione/attestati/{id:guid}/rifai                  A S
        POST /gestione/attestati/{id:guid}/manda                  A R S
        GET  /gestione/webinar/{id:int}/domande                   A R S L
        GET  /gestione/webinar/{id:int}/domande/nuova             A R
        POST /gestione/webinar/{id:int}/domande/nuova             A R
        POST /gestione/webinar/{id:int}/domande/copia             A R
        GET  /gestione/webinar/{id:int}/domande/{key:guid}        A R
        POST /gestione/webinar/{id:int}/domande/{key:guid}        A R
        POST /gestione/webinar/{id:int}/domande/{key:guid}/sposta A R
        POST /gestione/webinar/{id:int}/domande/{key:guid}/togli  A R
        GET  /gestione/questionari                                A R S L
        GET  /gestione/webinar/{id:int}/questionario              A R S L
        GET  /gestione/webinar/{id:int}/questionario/{round}      A R S L
        POST /gestione/webinar/{id:int}/questionario/{round}/apri A R
        POST /gestione/webinar/{id:int}/questionario/{round}/non-aprire A R
        POST /gestione/webinar/{id:int}/questionario/{round}/sposta-chiusura A R
        GET  /gestione/webinar/{id:int}/questionario/{round}/chiudi A R
        POST /gestione/webinar/{id:int}/questionario/{round}/chiudi A R
        GET  /gestione/webinar/{id:int}/questionario/{round}/domande/nuova A R
        POST /gestione/webinar/{id:int}/questionario/{round}/domande/nuova A R
        GET  /gestione/webinar/{id:int}/questionario/{round}/domande/{key:guid} A R
        POST /gestione/webinar/{id:int}/questionario/{round}/domande/{key:guid} A R
        POST /gestione/webinar/{id:int}/questionario/{round}/domande/{key:guid}/sposta A R
        POST /gestione/webinar/{id:int}/questionario/{round}/domande/{key:guid}/togli A R
        GET  /gestione/webinar/{id:int}/questionario/{round}/risultati A R S L
        GET  /gestione/webinar/{id:int}/questionario/{round}/risultati.csv A R S L +E
        """;

    private const string PressReleases = """
        GET  /gestione/comunicati                                 A R S L
        GET  /gestione/comunicati/nuovo                           A R
        POST /gestione/comunicati/nuovo                           A R
        GET  /gestione/comunicati/{id:int}                        A R S L
        GET  /gestione/comunicati/{id:int}/modifica               A R
        POST /gestione/comunicati/{id:int}/modifica               A R
        GET  /gestione/comunicati/{id:int}/anteprima              A R S L
        GET  /gestione/comunicati/{id:int}/pubblica               A R
        POST /gestione/comunicati/{id:int}/pubblica               A R
        GET  /gestione/comunicati/{id:int}/ritira                 A R
        POST /gestione/comunicati/{id:int}/ritira                 A R
        GET  /gestione/comunicati/{id:int}/elimina                A R
        POST /gestione/comunicati/{id:int}/elimina                A R
        """;

    private const string Mailings = """
        GET  /gestione/messaggi                                   A R S L
        GET  /gestione/messaggi/scegli                            A R S
        GET  /gestione/messaggi/nuovo                             A R S
        POST /gestione/messaggi/nuovo                             A R S
        GET  /gestione/messaggi/{id:guid}                         A R S L
        GET  /gestione/messaggi/{id:guid}/modifica                A R S
        POST /gestione/messaggi/{id:guid}/modifica                A R S
        GET  /gestione/messaggi/{id:guid}/ritira                  A R S
        POST /gestione/messaggi/{id:guid}/ritira                  A R S
        GET  /gestione/messaggi/{id:guid}/elimina                 A R S
        POST /gestione/messaggi/{id:guid}/elimina                 A R S
        """;

    private const string DataRequests = """
        GET  /gestione/richieste-dati                             A S
        GET  /gestione/richieste-dati/{id:guid}                   A S
        POST /gestione/richieste-dati/{id:guid}/cancella          A S
        POST /gestione/richieste-dati/{id:guid}/chiudi            A S
        """;

    private const string Mails = """
        GET  /gestione/posta                                      A R S L
        GET  /gestione/posta/in-arrivo                            A R S L
        GET  /gestione/posta/indirizzi                            A R S L
        GET  /gestione/posta/indirizzi/{id:guid}                  A R S L
        POST /gestione/posta/indirizzi/{id:guid}/correggi         A S
        POST /gestione/posta/indirizzi/{id:guid}/riattiva         A R S
        GET  /gestione/posta/riprova                              A R S
        POST /gestione/posta/riprova                              A R S
        POST /gestione/posta/prova-adesso                         A R S
        GET  /gestione/posta/controlla                            A
        POST /gestione/posta/controlla                            A
        POST /gestione/posta/controlla/prova                      A
        GET  /gestione/posta/{id:guid}                            A R S L
        POST /gestione/posta/{id:guid}/rispedisci                 A R S
        POST /gestione/posta/{id:guid}/indirizzo                  A R S
        POST /gestione/posta/{id:guid}/chiudi                     A R S
        POST /gestione/posta/{id:guid}/inviata-per-pec            A R S
        GET  /gestione/posta/{id:guid}/ricevute/{receipt:guid}.eml  A R S L +E
        GET  /gestione/posta/{id:guid}/messaggio.eml              A R S L +E
        """;

    private const string Registrations = """
        GET  /gestione/webinar/{id:int}/iscritti                  A R S L
        GET  /gestione/webinar/{id:int}/iscritti/nuova            A S
        POST /gestione/webinar/{id:int}/iscritti/nuova            A S
        GET  /gestione/webinar/{id:int}/iscritti/in-blocco        A S
        POST /gestione/webinar/{id:int}/iscritti/in-blocco        A S
        POST /gestione/webinar/{id:int}/iscritti/in-blocco/rimetti A S
        GET  /gestione/webinar/{id:int}/iscritti/importa          A S
        POST /gestione/webinar/{id:int}/iscritti/importa          A S
        POST /gestione/webinar/{id:int}/iscritti/importa/prova    A S
        POST /gestione/webinar/{id:int}/iscritti/importa/iscrivi  A S
        GET  /gestione/webinar/{id:int}/iscritti/importa/{import:guid} A S
        POST /gestione/webinar/{id:int}/iscritti/importa/{import:guid}/ritira A S
        GET  /gestione/webinar/{id:int}/presenze/importa          A S
        POST /gestione/webinar/{id:int}/presenze/importa          A S
        POST /gestione/webinar/{id:int}/presenze/importa/prova    A S
        POST /gestione/webinar/{id:int}/presenze/importa/salva    A S
        GET  /gestione/webinar/{id:int}/presenze/importa/{report:int} A S
        POST /gestione/webinar/{id:int}/presenze/importa/{report:int}/ritira A S
        POST /gestione/webinar/{id:int}/presenze/importa/{report:int}/dimentica/{pairing:int} A S
        GET  /gestione/webinar/{id:int}/foglio-presenze.pdf       A R S L +E
        GET  /gestione/dossier                                    A R S L +E
        GET  /gestione/dossier.zip                                A R S L +E
        GET  /gestione/iscrizioni/{id:guid}                       A R S L
        GET  /gestione/iscrizioni/{id:guid}/modifica              A S
        POST /gestione/iscrizioni/{id:guid}/modifica              A S
        GET  /gestione/iscrizioni/{id:guid}/sostituisci           A S
        POST /gestione/iscrizioni/{id:guid}/sostituisci           A S
        GET  /gestione/iscrizioni/{id:guid}/annulla               A S
        POST /gestione/iscrizioni/{id:guid}/annulla               A S
        POST /gestione/iscrizioni/{id:guid}/rimetti               A S
        GET  /gestione/iscrizioni/{id:guid}/inviti                A S
        POST /gestione/iscrizioni/{id:guid}/inviti                A S
        GET  /gestione/iscrizioni/{id:guid}/lista-attesa          A S
        POST /gestione/iscrizioni/{id:guid}/lista-attesa          A S
        POST /gestione/iscrizioni/{id:guid}/conferma              A S
        GET  /gestione/cerca                                      A R S L
        GET  /gestione/webinar/{id:int}/iscritti.csv              A R S L +E
        GET  /gestione/webinar/{id:int}/iscritti.xlsx             A R S L +E
        """;

    private const string Adhesions = """
        GET  /gestione/adesioni                                   A R S L
        GET  /gestione/adesioni.csv                               A R S L +E
        GET  /gestione/adesioni.xlsx                              A R S L +E
        GET  /gestione/adesioni/nuova                             A S
        POST /gestione/adesioni/nuova                             A S
        GET  /gestione/adesioni/enti                              A R S L
        GET  /gestione/adesioni/enti/{code}                       A R S L
        GET  /gestione/adesioni/enti/ipa                          A S
        POST /gestione/adesioni/enti/ipa                          A S
        POST /gestione/adesioni/enti/ipa/applica                  A S
        GET  /gestione/adesioni/referenti                         A R S L
        GET  /gestione/adesioni/referenti.csv                     A R S L +E
        GET  /gestione/adesioni/referenti.xlsx                    A R S L +E
        GET  /gestione/adesioni/richieste                         A R S L
        GET  /gestione/adesioni/richieste.csv                     A R S L +E
        GET  /gestione/adesioni/richieste.xlsx                    A R S L +E
        GET  /gestione/adesioni/per-pec                           A S
        GET  /gestione/adesioni/per-pec/{id:guid}/file            A S
        POST /gestione/adesioni/per-pec/{id:guid}/abbina          A S
        POST /gestione/adesioni/per-pec/{id:guid}/metti-da-parte  A S
        GET  /gestione/adesioni/senza-risposta                    A R S L
        GET  /gestione/adesioni/senza-risposta.csv                A R S L +E
        GET  /gestione/adesioni/senza-risposta.xlsx               A R S L +E
        GET  /gestione/adesioni/{id:guid}                         A R S L
        POST /gestione/adesioni/{id:guid}/verifica                A S
        POST /gestione/adesioni/{id:guid}/controlli               A S
        POST /gestione/adesioni/{id:guid}/testi                   A S
        POST /gestione/adesioni/{id:guid}/integrazioni            A S
        POST /gestione/adesioni/{id:guid}/accogli                 A S
        POST /gestione/adesioni/{id:guid}/respingi                A S
        POST /gestione/adesioni/{id:guid}/ritira                  A S
        POST /gestione/adesioni/{id:guid}/rimetti                 A S
        POST /gestione/adesioni/{id:guid}/protocollo              A S
        POST /gestione/adesioni/{id:guid}/link                    A S
        GET  /gestione/adesioni/{id:guid}/dati                    A S
        POST /gestione/adesioni/{id:guid}/dati                    A S
        POST /gestione/adesioni/{id:guid}/copie                   A S
        GET  /gestione/adesioni/{id:guid}/copie/{version:int}     A S
        GET  /gestione/adesioni/{id:guid}/copie/{version:int}/scheda.pdf  A S
        POST /gestione/adesioni/{id:guid}/copie/invia             A S
        GET  /gestione/adesioni/{id:guid}/protocollo.zip          A S
        """;

    private const string Accounts = """
        GET  /gestione/utenti                                     A
        GET  /gestione/utenti/invita                              A
        POST /gestione/utenti/invita                              A
        GET  /gestione/utenti/annulla-tutto                       A
        POST /gestione/utenti/annulla-tutto                       A
        GET  /gestione/utenti/{id}                                A
        POST /gestione/utenti/{id}/ruolo                          A
        POST /gestione/utenti/{id}/sospendi                       A
        POST /gestione/utenti/{id}/riattiva                       A
        POST /gestione/utenti/{id}/secondo-fattore                A
        POST /gestione/utenti/{id}/sblocca                        A
        POST /gestione/utenti/{id}/sessioni                       A
        POST /gestione/utenti/{id}/sessioni/{session}             A
        POST /gestione/utenti/{id}/invito                         A
        POST /gestione/utenti/{id}/ritira-invito                  A
        """;

    private const string Register = """
        GET  /gestione/registro                                   A
        GET  /gestione/registro.csv                               A +E
        GET  /gestione/registro.xlsx                              A +E
        GET  /gestione/registro/{number:long}                     A
        GET  /gestione/registro/verifica                          A
        GET  /gestione/registro/accessi                           A
        GET  /gestione/conservazione                              A R S L
        GET  /gestione/conservazione/{kept}/rinvia                A
        POST /gestione/conservazione/{kept}/rinvia                A
        POST /gestione/conservazione/{kept}/riprendi              A
        """;

    public static readonly IReadOnlyList<RoleLine> Lines = [.. new[]
    {
        SigningIn, Webinars, PressReleases, Registrations, Adhesions, Mailings, DataRequests, Mails, Accounts, Register,
    }.SelectMany(group => group.Split('\n')).Select(RoleLine.Read)];

    /// <summary>What is open to who has not signed in.</summary>
    public static IEnumerable<string> OpenToAll => Lines.Where(line => line.May(null)).Select(line => line.Pattern).Distinct();

    /// <summary>The line of an address as it stands in a link; null when no route takes it.</summary>
    public static RoleLine? Find(string method, string address) =>
        Lines.Where(line => line.Method == method && line.Takes(address)).MinBy(line => line.Pattern.Count(c => c == '{'));
}

/// <param name="Pattern">As the site declares it.</param>
internal sealed partial record RoleLine(string Method, string Pattern, IReadOnlyList<string> Who)
{
    private static readonly Dictionary<string, string> Letters = new()
    {
        ["A"] = StaffRoles.Administrator,
        ["R"] = StaffRoles.Editor,
        ["S"] = StaffRoles.Secretariat,
        ["L"] = StaffRoles.Reader,
        ["+E"] = StaffRoles.Export,
    };

    private readonly Regex _address = new($"^{Parameter().Replace(Regex.Escape(Pattern).Replace(@"\{", "{", StringComparison.Ordinal),
        match => match.Groups[1].Value switch
    {
        "int" or "long" => "[0-9]+",
        "guid" => "[0-9a-f-]{36}",
        _ => "[^/]+",
    })}$");

    public static RoleLine Read(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.True(
            words.Length >= 3 && (words[2] is "everybody" or "signed-in" || words[2..].All(Letters.ContainsKey)),
            $"Nobody can read this line of {nameof(RoleTable)}: {line}");
        return new RoleLine(words[0], words[1], words[2..]);
    }

    /// <param name="roles">Of somebody who has signed in; null for who has not.</param>
    public bool May(IReadOnlyCollection<string>? roles) => Who[0] switch
    {
        "everybody" => true,
        "signed-in" => roles is not null,
        _ => roles is not null && Who.Where(word => word != "+E")
            .Any(word => roles.Contains(Letters[word])) && (!Who.Contains("+E") || roles.Contains(StaffRoles.Export)),
    };

    public bool Takes(string address) => _address.IsMatch(address);

    public override string ToString() => $"{Method} {Pattern}";

    [GeneratedRegex(@"{\w+(?::(\w+))?}")]
    private static partial Regex Parameter();
}
