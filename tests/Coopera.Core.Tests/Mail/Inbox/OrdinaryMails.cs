using System.Globalization;
using System.Text;

namespace Coopera.Core.Tests.Mail.Inbox;

/// <summary>What else comes to the mailbox of a secretariat: nothing that has come back, though some of it looks so.</summary>
internal static class OrdinaryMails
{
    private static readonly Guid OurMail = Guid.Parse("0199a5b06f5c70008000ba9876543210");

    private static readonly (string Subject, string Headers, string Text)[] Letters =
    [
        ("Domanda sul webinar", "", "Buongiorno, a che ora comincia il webinar di giovedì? Grazie, Maria"),
        ("Re: Iscrizione confermata: Accogliere insieme", $"In-Reply-To: <{OurMail:N}@webinar.anci.example>",
            "Grazie mille, ci sarò.\n\n> La tua iscrizione è confermata"),
        ("Re: Mancato recapito", $"References: <{OurMail:N}@webinar.anci.example>", "Mi hanno detto che l'email è tornata indietro con 550 5.1.1 User unknown: l'indirizzo giusto è un altro."),
        ("Fwd: Undelivered Mail Returned to Sender", "", "Ecco che cosa ricevo quando vi scrivo:\n\n550 5.1.1 User unknown\nMessage-ID: <0199a5b06f5c70008000ba9876543210@webinar.anci.example>"),
        ("Casella piena", "", "La mia casella era piena (552 5.2.2 mailbox full), ora l'ho svuotata: potete rimandarmi il link?"),
        ("Risposta automatica: Iscrizione confermata", "Auto-Submitted: auto-replied\nX-Autoreply: yes", "Sono fuori ufficio fino al 12. Per urgenze scrivete all'utente 500 della segreteria."),
        ("Fuori sede", $"Return-Path: <>\nAuto-Submitted: auto-replied\nIn-Reply-To: <{OurMail:N}@webinar.anci.example>", "Non lavoro più qui: questo indirizzo non è più attivo."),
        ("Newsletter di novembre", "List-Id: <news.ente.example>\nPrecedence: bulk",
            "Le novità del mese: 550 comuni, 5.1.1 milioni di euro."),
        ("Delivery report: pallet 550", "", "La consegna non riuscita di ieri sarà ripetuta domani. Corriere espresso."),
        ("Letto: Iscrizione confermata", "Auto-Submitted: auto-replied", "Il messaggio è stato letto."),
        ("Fattura 554 del 1.2.3", "", "In allegato la fattura. Codice 4.2.2, protocollo 550-12."),
        ("Errore nella consegna del modulo", "", "Il modulo on line mi dà errore quando premo il pulsante: potete aiutarmi?"),
        ("Messaggio rifiutato dal sito", "", "Il sito ha rifiutato il mio telefono. Che cosa devo scrivere?"),
        ("=?utf-8?q?perch=C3=A9_non_arriva=3F?=", "", "Non ho ricevuto la conferma. Forse è nello spam? Il mio indirizzo è giusto."),
        ("", "", ""),
        ("Postmaster: manutenzione programmata", "", "Gentili utenti, il server di posta sarà fermo domenica. L'amministratore."),
        ("Returned to sender: lettera raccomandata", "", "La raccomandata è tornata al mittente per compiuta giacenza."),
        ("Calendario", "", "Il 4.5.2026 va bene? Oppure il 5.5.2026, alle 15."),
        ("Out of office", "X-Auto-Response-Suppress: All", "I am away."),
        ("Ciao", "Precedence: list\nList-Post: <mailto:lista@ente.example>", "Mail system error? No, solo un saluto alla lista."),
    ];

    private static readonly string[] Shapes =
        ["plain", "html", "alternative", "latin", "base64", "quoted-printable", "attachment", "unknown charset", "unix", "no date"];

    public static IEnumerable<(string Name, byte[] Bytes)> All() =>
        from letter in Letters.Index()
        from shape in Shapes
        select ($"{letter.Item.Subject}, {shape}", Write(letter.Index, letter.Item, shape));

    private static byte[] Write(int number, (string Subject, string Headers, string Text) letter, string shape)
    {
        var text = letter.Text;
        var body = shape switch
        {
            "html" => $"Content-Type: text/html; charset=utf-8\n\n<html><body><p>{text}</p></body></html>",
            "alternative" =>
                $"Content-Type: multipart/alternative; boundary=\"b\"\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n{text}\n--b\nContent-Type: text/html; charset=utf-8\n\n<p>{text}</p>\n--b--",
            "latin" => $"Content-Type: text/plain; charset=iso-8859-1\n\n{text}",
            "base64" =>
                $"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}",
            "quoted-printable" =>
                $"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n{text.Replace("=", "=3D", StringComparison.Ordinal)}",
            "attachment" =>
                $"Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n{text}\n--b\nContent-Type: application/pdf; name=\"modulo.pdf\"\nContent-Disposition: attachment; filename=\"modulo.pdf\"\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n--b--",
            "unknown charset" => $"Content-Type: text/plain; charset=x-nessuno\n\n{text}",
            _ => $"Content-Type: text/plain\n\n{text}",
        };
        var mail = string.Create(CultureInfo.InvariantCulture, $"""
            From: Maria Rossi <maria.rossi{number}@comune.example>
            To: webinar@anci.example
            Subject: {letter.Subject}
            {(shape == "no date" ? "X-Nothing: here" : "Date: Mon, 30 Nov 2026 10:01:00 +0100")}
            Message-ID: <{number}.{shape.Replace(' ', '-')}@comune.example>
            {(letter.Headers.Length > 0 ? $"{letter.Headers}\n" : "")}MIME-Version: 1.0
            {body}
            """);
        return (shape == "latin" ? Encoding.Latin1 : Encoding.UTF8).GetBytes(mail.ReplaceLineEndings(shape == "unix" ? "\n" : "\r\n"));
    }
}
