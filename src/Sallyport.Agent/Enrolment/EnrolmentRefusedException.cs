namespace Sallyport.Agent.Enrolment;

/// <summary>The hub was reached and will not certify the agent: asking again at once changes nothing.</summary>
internal sealed class EnrolmentRefusedException : Exception
{
    public EnrolmentRefusedException() { }

    public EnrolmentRefusedException(string message) : base(message) { }

    public EnrolmentRefusedException(string message, Exception inner) : base(message, inner) { }
}
