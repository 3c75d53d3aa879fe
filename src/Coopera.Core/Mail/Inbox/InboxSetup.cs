using Coopera.Core.Jobs;

namespace Coopera.Core.Mail.Inbox;

public static class InboxSetup
{
    public static IServiceCollection AddInbox(this IServiceCollection services) => services
        .AddSingleton<ReadMailbox>()
        .AddScoped<TakeInMessage>()
        .AddJob<ReadMail>();

    public static IServiceCollection AddInboxReader<TReader>(this IServiceCollection services)
        where TReader : class, IInboxReader => services.AddScoped<IInboxReader, TReader>();
}
