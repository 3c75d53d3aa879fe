using Coopera.Domain;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Mail.Mails;

/// <summary>Before it begins, to who is still on the waiting list.</summary>
/// <param name="ForStart">As in <see cref="WebinarReminder"/>.</param>
public sealed record WaitedInVain(WebinarFacts Webinar, RegistrationFacts Registration, DateTimeOffset ForStart) : MailContent
{
    public const string Hope =
        "Può ancora succedere: fino all’inizio, se qualcuno annulla e tocca a te, ti scriviamo subito e il posto è tuo. "
        + "Se non ti scriviamo, questa volta il posto non c’è.";

    public override string Subject => $"Ancora in lista d’attesa: {Webinar.Title}";

    public override Type Template => typeof(WaitedInVainMail);

    public override bool OpensSomething => true;

    public override bool TellsOfRegistration => true;

    public string News => "il webinar per cui sei in lista d’attesa comincia "
        + $"{(ReminderTimes.IsOnTheDay(ReminderRule.StillWaiting, Webinar.StartsAt, Webinar.EndsAt) ? "oggi" : "domani")} "
        + $"{RomeTime.At(Webinar.StartsAt)}, e finora non si è liberato un posto per te. Ci dispiace.";

    /// <summary>What there is for everybody.</summary>
    public string Rest => $"Sulla pagina del webinar trovi il programma e, dopo l’incontro {RomeTime.Date("del", Webinar.StartsAt)}, "
        + "i materiali aperti a tutti.";

    public override MailContent As(WebinarFacts webinar, RegistrationFacts registration) =>
        this with { Webinar = webinar, Registration = registration };

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"{Registration.Greeting},",
        News,
        Webinar.Lines,
        Hope,
        $"{Rest}\n{links.Webinar(Webinar)}",
        $"Se non ti interessa più, esci dalla lista da questa pagina, che è solo tua:\n{links.Personal(Registration)}",
    ];
}
