using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.OwnData;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.OwnData;

public enum CorrectionAsked
{
    Done,

    /// <summary>Several wait for an answer already.</summary>
    TooMany,
}

/// <summary>What nobody can put right by themselves goes to the secretariat, with a day to answer by.</summary>
public sealed class AskCorrection(CooperaDb database, TimeProvider clock)
{
    public const int MostOpen = 5;

    /// <param name="form">The same sent twice is one request.</param>
    public Task<CorrectionAsked> RunAsync(EmailAddress email, string message, Guid? form, CancellationToken cancellationToken = default) =>
        database.WriteOnceAsync(
            form,
            async db =>
            {
                if (await db.DataRequests.CountAsync(r => r.EmailKey == email.Key && r.Status == DataRequestStatus.Open) >= MostOpen)
                {
                    return CorrectionAsked.TooMany;
                }

                var now = clock.GetUtcNow();
                var request = new DataRequest(DataRequestKind.Correction, email, who: null, message, now);
                db.DataRequests.Add(request);
                db.Queue(MailCause.Proven, DataRequestMails.Of(request, []), email, "", registrationId: null, now);
                await db.SaveChangesAsync();
                return CorrectionAsked.Done;
            },
            cancellationToken);
}

internal static class DataRequestMails
{
    public static DataRequestTold Of(DataRequest request, IReadOnlyList<StaysBehind> stays) => new(
        request.Kind, request.Status, request.AskedAt, request.DueOn, request.Forgotten, stays, request.Answer);
}
