using Coopera.Domain;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Mail.Mails;

/// <param name="ForStart">When the webinar was to begin as this was planned: one that has moved since reminds anew.</param>
public sealed record WebinarReminder(WebinarFacts Webinar, RegistrationFacts Registration, ReminderRule Rule, DateTimeOffset ForStart)
    : MailContent
{
    public override string Subject => $"{When}: {Webinar.Title}";

    public override Type Template => typeof(WebinarReminderMail);

    public override bool OpensSomething => true;

    public override bool TellsOfRegistration => true;

    /// <summary>"Tra una settimana", "Domani", "Oggi alle 15:00".</summary>
    public string When => Rule switch
    {
        ReminderRule.WeekBefore => "Tra una settimana",
        ReminderRule.DayBefore => "Domani",
        _ => $"{(ReminderTimes.IsOnTheDay(Rule, Webinar.StartsAt, Webinar.EndsAt) ? "Oggi" : "Domani")} {RomeTime.At(Webinar.StartsAt)}",
    };

    public string Leave => Rule == ReminderRule.HourBefore
        ? "Se non puoi più partecipare, annulla da questa pagina, che è solo tua."
        : "Se non puoi più partecipare, lascia il posto a chi aspetta: annulla da questa pagina, che è solo tua.";

    public override MailContent As(WebinarFacts webinar, RegistrationFacts registration) =>
        this with { Webinar = webinar, Registration = registration };

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"{Registration.Greeting},",
        "ti ricordiamo il webinar in cui hai un posto.",
        Webinar.Lines,
        MailPhrases.WayIn(links.Enter(Registration)),
        $"{Leave}\n{links.Personal(Registration)}",
        $"Il programma è qui:\n{links.Webinar(Webinar)}",
    ];
}
