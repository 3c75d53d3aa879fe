namespace Coopera.Domain.Mail;

/// <summary>
/// Somebody typed an address and wants what belongs to it. Written down whoever it is, so that the answer to the form, and what it costs,
/// tells nothing; who finds out whether anything belongs to the address is the worker.
/// </summary>
/// <param name="kind">Of the mail that answers it.</param>
public sealed class MailRequest(string kind, EmailAddress email, DateTimeOffset requestedAt)
{
    public Guid Id { get; private set; } = Guid.CreateVersion7(requestedAt);

    public string Kind { get; private set; } = kind;

    public EmailAddress Email { get; private set; } = email;

    public DateTimeOffset RequestedAt { get; private set; } = requestedAt;
}
