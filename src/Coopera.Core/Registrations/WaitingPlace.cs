using Coopera.Core.Data;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>What somebody on the waiting list may hope for.</summary>
/// <param name="Ahead">How many come first.</param>
/// <param name="IsOverfull">More people have a place than there are: the next one that is given up goes to nobody.</param>
/// <param name="IsOver">The list stands still from when the webinar begins.</param>
public sealed record WaitingPlace(int Ahead, bool IsOverfull, bool IsOver)
{
    public string Heading => IsOver ? "Il webinar è cominciato" : "Sei in lista d’attesa";

    public string Words => this switch
    {
        { IsOver: true } => "Non si è liberato un posto per te, e da adesso la lista d’attesa non va più avanti. Ci dispiace.",
        { IsOverfull: true } => $"{Before("Sei la prima persona della lista")}. Per ora hanno un posto più persone di quante ne sono previste, "
            + $"e i primi che si liberano non vengono assegnati. {WhatNext}",
        { Ahead: 0 } => "Il prossimo posto che si libera è tuo: ti scriviamo subito, senza che tu debba fare altro.",
        _ => $"{Before("")}. {WhatNext}",
    };

    private const string WhatNext = "Quando tocca a te ti scriviamo e il posto è tuo, senza che tu debba fare altro.";

    public static async Task<WaitingPlace?> OfAsync(CooperaDb db, Registration registration, Webinar webinar, DateTimeOffset now)
    {
        if (registration.Status != RegistrationStatus.Waiting)
        {
            return null;
        }

        var ahead = await db.Registrations.CountAsync(r =>
            r.WebinarId == webinar.Id && r.Status == RegistrationStatus.Waiting && r.Number < registration.Number);
        return new WaitingPlace(ahead, await Places.TakenAsync(db, webinar.Id) > webinar.Capacity, now >= webinar.StartsAt);
    }

    private string Before(string first) => Ahead switch
    {
        0 => first,
        1 => "C’è una persona prima di te",
        _ => $"Ci sono {RegistrationPhrases.People(Ahead)} prima di te",
    };
}
