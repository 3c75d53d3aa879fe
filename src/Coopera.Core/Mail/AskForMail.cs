using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Mail;

namespace Coopera.Core.Mail;

/// <summary>Writes one row and looks nothing up, whoever's address it is. <see cref="AnswerMailRequests"/> does the rest.</summary>
public sealed class AskForMail(CooperaDb database, TimeProvider clock)
{
    /// <param name="kind">Of the mail: one of <see cref="MailKinds"/> that a feature answers.</param>
    public Task RunAsync(string kind, EmailAddress address, CancellationToken cancellationToken = default) => database.WriteAsync(
        async db =>
        {
            db.MailRequests.Add(new MailRequest(kind, address, clock.GetUtcNow()));
            await db.SaveChangesAsync();
        },
        cancellationToken);
}
