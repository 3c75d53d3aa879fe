using System.Collections.Concurrent;
using Coopera.Core.Mail;
using MimeKit;

namespace Coopera.Testing.Mail;

/// <summary>A way out that keeps what it was given; the test may make it stumble over a message.</summary>
public sealed class Postbox(Func<MimeMessage, Task>? stumble = null) : IMailTransport
{
    private readonly ConcurrentQueue<MimeMessage> _messages = new();

    public IReadOnlyCollection<MimeMessage> Messages => _messages;

    public async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        if (stumble is not null)
        {
            await stumble(message);
        }

        _messages.Enqueue(message);
    }
}
