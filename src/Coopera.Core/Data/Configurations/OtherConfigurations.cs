using Coopera.Domain;
using Coopera.Domain.Jobs;
using Coopera.Domain.Mail;
using Coopera.Domain.Press;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data.Configurations;

internal sealed class PublicBodyConfiguration : IEntityTypeConfiguration<PublicBody>
{
    public void Configure(EntityTypeBuilder<PublicBody> body)
    {
        body.HasKey(b => b.Code);
        body.Property(b => b.Code).HasMaxLength(PublicBody.CodeMaxLength);
        body.Property(b => b.Name).HasMaxLength(PublicBody.NameMaxLength);
        body.Property(b => b.Kind).HasConversion<string>().HasMaxLength(20);
        body.Property(b => b.ProvinceCode).HasMaxLength(2);
        body.Property(b => b.ProvinceName).HasMaxLength(60);
        body.Property(b => b.CadastralCode).HasMaxLength(4);
        body.Property(b => b.SuggestedPec).HasMaxLength(EmailAddress.MaxLength);
        body.Property(b => b.SearchText).HasMaxLength(PublicBody.SearchTextMaxLength);
        body.Ignore(b => b.FullName);
        body.Ignore(b => b.OfFullName);
        body.Ignore(b => b.IsClosed);
        body.Property(b => b.SuccessorCode).HasMaxLength(PublicBody.CodeMaxLength);
    }
}

internal sealed class PressReleaseConfiguration : IEntityTypeConfiguration<PressRelease>
{
    public void Configure(EntityTypeBuilder<PressRelease> release)
    {
        release.Property(r => r.Slug).HasMaxLength(Slug.MaxLength);
        release.HasIndex(r => r.Slug).IsUnique();
        release.Property(r => r.Title).HasMaxLength(PressRelease.TitleMaxLength);
        release.Property(r => r.Summary).HasMaxLength(PressRelease.SummaryMaxLength);
        release.Property(r => r.Status).HasConversion<string>().HasMaxLength(20);
        release.Ignore(r => r.Content);
    }
}

internal sealed class OldSlugConfiguration : IEntityTypeConfiguration<OldSlug>
{
    public void Configure(EntityTypeBuilder<OldSlug> old)
    {
        old.HasKey(o => new { o.Kind, o.Slug });
        old.Property(o => o.Kind).HasConversion<string>().HasMaxLength(20);
        old.Property(o => o.Slug).HasMaxLength(Slug.MaxLength);
    }
}

internal sealed class OutgoingMailConfiguration : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> mail)
    {
        mail.Property(m => m.Id).ValueGeneratedNever();
        mail.Property(m => m.Kind).HasMaxLength(OutgoingMail.KindMaxLength);
        mail.Property(m => m.Recipient).HasMaxLength(EmailAddress.MaxLength);
        mail.Property(m => m.RecipientName).HasMaxLength(OutgoingMail.NameMaxLength);
        mail.Property(m => m.FailureKind).HasConversion<string>().HasMaxLength(40);
        mail.Property(m => m.FailureDetail).HasMaxLength(OutgoingMail.FailureDetailMaxLength);
        mail.Ignore(m => m.Failure);
        mail.Property(m => m.SearchText).HasMaxLength(OutgoingMail.SearchTextMaxLength);
        mail.Property(m => m.Status).HasConversion<string>().HasMaxLength(20);
        mail.Property(m => m.LaneId).HasDefaultValue(MailLane.OrdinaryId).HasSentinel(MailLane.OrdinaryId);
        mail.Property(m => m.ProofNumber).HasMaxLength(OutgoingMail.ProofMaxLength);
        mail.Ignore(m => m.IsCertified);
        mail.Ignore(m => m.IsRetrying);
        mail.Ignore(m => m.IsForgotten);
        mail.Ignore(m => m.WaitsItsTime);
        mail.Property(m => m.Cause).HasConversion<string>().HasMaxLength(20);
        mail.Ignore(m => m.Worth);
        mail.Property(m => m.Mailbox).HasMaxLength(EmailAddress.MaxLength);
        mail.Property(m => m.CopyToBody).HasMaxLength(PublicBody.CodeMaxLength);

        // What strangers caused of late: counted before each of them is queued.
        mail.HasIndex(m => new { m.Mailbox, m.Cause, m.CreatedAt });
        mail.HasIndex(m => new { m.CopyToBody, m.Cause, m.CreatedAt });
        mail.HasIndex(m => new { m.Cause, m.CreatedAt });
        mail.HasIndex(m => new { m.Status, m.LaneId, m.NextAttemptAt });
        mail.HasIndex(m => m.RegistrationId);

        // Most mails have neither: a sign-up writes nothing into these.
        mail.HasIndex(m => m.AdhesionId).HasFilter("\"AdhesionId\" IS NOT NULL");
        mail.HasIndex(m => m.CopyOfId).HasFilter("\"CopyOfId\" IS NOT NULL");
        mail.Property(m => m.MailingKey).HasMaxLength(EmailAddress.MaxLength);
        mail.HasIndex(m => new { m.MailingId, m.Status }).HasFilter("\"MailingId\" IS NOT NULL");
        mail.HasIndex(m => new { m.MailingId, m.MailingKey }).IsUnique().HasFilter("\"MailingId\" IS NOT NULL");

        // What failed is counted on every page of staff, and told with its reasons: few, and found without looking at the others.
        mail.HasIndex(m => new { m.Status, m.FailureKind, m.NextAttemptAt, m.CreatedAt, m.SearchText }).HasFilter("\"Status\" = 'Failed'");

        // The list of staff, newest first: a search reads this and not the rows with their content.
        mail.HasIndex(m => new { m.CreatedAt, m.Id, m.Kind, m.SearchText });
    }
}

internal sealed class MailLaneConfiguration : IEntityTypeConfiguration<MailLane>
{
    public void Configure(EntityTypeBuilder<MailLane> lane)
    {
        lane.Property(l => l.Id).ValueGeneratedNever();
        lane.Property(l => l.Holder).HasMaxLength(MailLane.HolderMaxLength);
        lane.Property(l => l.Beat).IsConcurrencyToken();
        lane.Property(l => l.FailureKind).HasConversion<string>().HasMaxLength(40);
        lane.Property(l => l.FailureDetail).HasMaxLength(OutgoingMail.FailureDetailMaxLength);
        lane.Ignore(l => l.Failure);
        lane.Ignore(l => l.IsStopped);
        lane.HasData(new MailLane());
    }
}

internal sealed class MailRequestConfiguration
    : IEntityTypeConfiguration<MailRequest>, IEntityTypeConfiguration<RefusedMails>, IEntityTypeConfiguration<MailTurn>
{
    public void Configure(EntityTypeBuilder<MailRequest> request)
    {
        request.Property(r => r.Id).ValueGeneratedNever();
        request.Property(r => r.Kind).HasMaxLength(OutgoingMail.KindMaxLength);
        request.Property(r => r.Email).HasMaxLength(EmailAddress.MaxLength);
    }

    public void Configure(EntityTypeBuilder<RefusedMails> refused)
    {
        refused.HasKey(r => new { r.Day, r.Kind, r.Limit });
        refused.Property(r => r.Kind).HasMaxLength(OutgoingMail.KindMaxLength);
        refused.Property(r => r.Limit).HasConversion<string>().HasMaxLength(20);
    }

    public void Configure(EntityTypeBuilder<MailTurn> turn)
    {
        turn.Property(t => t.Id).ValueGeneratedNever();
        turn.HasData(new MailTurn()); // there from the migration on, so that nobody has to create it while others wait
    }
}

internal sealed class JobLeaseConfiguration : IEntityTypeConfiguration<JobLease>
{
    public void Configure(EntityTypeBuilder<JobLease> lease)
    {
        lease.HasKey(l => l.Name);
        lease.Property(l => l.Name).HasMaxLength(JobLease.NameMaxLength);
        lease.Property(l => l.Outcome).HasConversion<string>().HasMaxLength(20);
        lease.Property(l => l.Report).HasMaxLength(JobLease.ReportMaxLength);
        lease.Property(l => l.Error).HasMaxLength(JobLease.ErrorMaxLength);
        lease.Ignore(l => l.IsFailing);
    }
}

internal sealed class AuditConfiguration : IEntityTypeConfiguration<AuditEntry>, IEntityTypeConfiguration<AuditChain>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.HasIndex(e => e.Number).IsUnique();
        entry.Property(e => e.Actor).HasMaxLength(AuditEntry.ActorMaxLength);
        entry.Property(e => e.Action).HasMaxLength(AuditEntry.ActionMaxLength);
        entry.Property(e => e.Subject).HasMaxLength(AuditEntry.SubjectMaxLength);
        entry.Property(e => e.SubjectKey).HasMaxLength(AuditEntry.SubjectKeyMaxLength);
        entry.Property(e => e.Details).HasMaxLength(AuditEntry.TextMaxLength);
        entry.Property(e => e.Before).HasMaxLength(AuditEntry.TextMaxLength);
        entry.Property(e => e.After).HasMaxLength(AuditEntry.TextMaxLength);
        entry.Property(e => e.Reason).HasMaxLength(AuditEntry.TextMaxLength);
        entry.Property(e => e.SearchText).HasMaxLength(AuditEntry.SearchTextMaxLength);
        entry.Property(e => e.PreviousHash).HasMaxLength(AuditEntry.HashLength);
        entry.Property(e => e.Hash).HasMaxLength(AuditEntry.HashLength);
        entry.Property(e => e.Salt).HasMaxLength(AuditEntry.SaltLength);
        entry.Property(e => e.WordsDigest).HasMaxLength(AuditEntry.HashLength);
        entry.Property(e => e.RedactionSeal).HasMaxLength(AuditEntry.HashLength);
        entry.Ignore(e => e.IsRedacted);
        entry.HasIndex(e => e.At);
        entry.HasIndex(e => new { e.SubjectKey, e.Number });
        entry.HasIndex(e => new { e.Actor, e.Number });
    }

    public void Configure(EntityTypeBuilder<AuditChain> chain)
    {
        chain.Property(c => c.Id).ValueGeneratedNever();
        chain.Property(c => c.LastHash).HasMaxLength(AuditEntry.HashLength);
        chain.Property(c => c.Seal).HasMaxLength(AuditEntry.HashLength);
        chain.HasData(new AuditChain()); // there from the first migration on, so that nobody has to create it while others wait
    }
}
