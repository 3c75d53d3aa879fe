using Coopera.Domain;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data.Configurations;

internal sealed class InboxConfiguration
    : IEntityTypeConfiguration<IncomingMessage>, IEntityTypeConfiguration<MailboxState>, IEntityTypeConfiguration<BouncingAddress>
{
    public void Configure(EntityTypeBuilder<IncomingMessage> message)
    {
        message.Property(m => m.Id).ValueGeneratedNever();
        message.Property(m => m.Account).HasMaxLength(IncomingMessage.AccountMaxLength);
        message.Property(m => m.MessageId).HasMaxLength(IncomingMessage.MessageIdMaxLength);
        message.Property(m => m.Sender).HasMaxLength(IncomingMessage.SenderMaxLength);
        message.Property(m => m.Subject).HasMaxLength(IncomingMessage.SubjectMaxLength);
        message.Property(m => m.SearchText).HasMaxLength(IncomingMessage.SearchTextMaxLength);
        message.Property(m => m.Outcome).HasConversion<string>().HasMaxLength(40);
        message.Property(m => m.Trouble).HasConversion<string>().HasMaxLength(40);
        message.Property(m => m.Detail).HasMaxLength(IncomingMessage.DetailMaxLength);

        // Whoever reads the same again, on whatever node, is told by the database.
        message.HasIndex(m => new { m.Account, m.MessageId }).IsUnique();
        message.HasIndex(m => new { m.ReceivedAt, m.Id });
        message.HasIndex(m => m.MailId).HasFilter("\"MailId\" IS NOT NULL");
        message.HasIndex(m => m.RegistrationId).HasFilter("\"RegistrationId\" IS NOT NULL");
        message.HasIndex(m => m.AdhesionId).HasFilter("\"AdhesionId\" IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<MailboxState> state)
    {
        state.HasKey(s => s.Account);
        state.Property(s => s.Account).HasMaxLength(IncomingMessage.AccountMaxLength);
        state.Property(s => s.FailureKind).HasConversion<string>().HasMaxLength(40);
        state.Property(s => s.FailureDetail).HasMaxLength(OutgoingMail.FailureDetailMaxLength);
        state.Ignore(s => s.Failure);
        state.Ignore(s => s.IsNew);
        state.Ignore(s => s.GoesOneByOne);
        state.Ignore(s => s.GivesUpTheNext);
    }

    public void Configure(EntityTypeBuilder<BouncingAddress> address)
    {
        address.Property(a => a.Id).ValueGeneratedNever();
        address.HasIndex(a => a.Key).IsUnique();
        address.Property(a => a.Key).HasMaxLength(BouncingAddress.KeyMaxLength);
        address.Property(a => a.Address).HasMaxLength(EmailAddress.MaxLength);
        address.Property(a => a.LastDetail).HasMaxLength(OutgoingMail.FailureDetailMaxLength);
        address.Ignore(a => a.Rests);
    }
}
