namespace Coopera.Core.Mail.Mails;

public sealed record RegistrationCancelled(
    WebinarFacts Webinar, RegistrationFacts Registration, bool HadPlace, bool ByStaff = false) : MailContent
{
    public override string Subject => $"Iscrizione annullata: {Webinar.Title}";

    public override Type Template => typeof(RegistrationCancelledMail);

    public override MailCalendar? Calendar => HadPlace ? new(Webinar, Registration, IsCancellation: true) : null;

    public string What => this switch
    {
        { ByStaff: true, HadPlace: true } => "la segreteria ha annullato la tua iscrizione.",
        { ByStaff: true } => "la segreteria ti ha tolto dalla lista d’attesa.",
        { HadPlace: true } => "abbiamo annullato la tua iscrizione, come hai chiesto.",
        _ => "non sei più in lista d’attesa, come hai chiesto.",
    };

    public string WhatNow => ByStaff
        ? "Se pensi che sia un errore, rispondi a questa email. Finché le iscrizioni sono aperte puoi anche iscriverti di nuovo"
        : "Hai cambiato idea? Puoi iscriverti di nuovo, finché le iscrizioni sono aperte";

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"{Registration.Greeting},",
        What,
        Webinar.Lines,
        HadPlace ? "In allegato trovi l’aggiornamento che toglie l’incontro dal calendario." : "",
        $"{WhatNow}:\n{links.SignUp(Webinar)}",
    ];
}
