using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Domain.Mail;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Webinars;

/// <summary>What of a webinar is still to be told, and what restoring a cancelled one would send.</summary>
/// <param name="CancellationQueued">Mails about the cancellation that have not left.</param>
/// <param name="CancellationLeft">Those that have.</param>
public sealed record WaitingNews(
    DateTimeOffset? ChangesDueAt, DateTimeOffset? CancellationDueAt, int CancellationQueued, int CancellationLeft)
{
    public static readonly WaitingNews None = new(null, null, 0, 0);

    public string WhatRestoringSends => (CancellationLeft, CancellationQueued) switch
    {
        (0, 0) => "Nessuno ha ancora ricevuto l’annullamento: non parte nessuna email.",
        (0, _) => "Nessuno ha ancora ricevuto l’annullamento: le email in coda non partono più, e non ne parte nessun’altra.",
        (var left, var queued) => $"{RegistrationPhrases.People(left)} {(left == 1 ? "ha" : "hanno")} già ricevuto l’annullamento: "
            + $"{(left == 1 ? "riceve" : "ricevono")} un’email che dice che si tiene, con l’invito per il calendario."
            + (queued > 0 ? $" Le altre {queued} email, ancora in coda, non partono più." : ""),
    };

    public static async Task<WaitingNews> OfAsync(CooperaDb db, Webinar webinar)
    {
        var row = await db.WebinarAnnouncements.AsNoTracking().SingleOrDefaultAsync(a => a.WebinarId == webinar.Id && a.DueAt != null);
        if (webinar.CancelledAt is not { } cancelledAt)
        {
            return None with { ChangesDueAt = row?.DueAt };
        }

        var mails = TellEverybody.CancellationMails(db, webinar.Id, cancelledAt);
        return new WaitingNews(
            null,
            row?.DueAt,
            await mails.CountAsync(m => m.Status == OutgoingMailStatus.Queued && m.LeaseEndsAt == null),
            await mails.CountAsync(
                m => m.Status == OutgoingMailStatus.Sent || (m.Status == OutgoingMailStatus.Queued && m.LeaseEndsAt != null)));
    }
}
