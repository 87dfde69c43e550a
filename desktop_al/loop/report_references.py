"""What the methods of a report rest on: each reference in full, with its DOI or arXiv number where it has one. They are
words, not links: nothing in a report leads outside.
"""

REFERENCES = {
    "wilson": (
        "Wilson EB. Probable inference, the law of succession, and statistical inference. J Am Stat Assoc 1927; "
        "22: 209–212. doi:10.1080/01621459.1927.10502953"
    ),
    "krippendorff": (
        "Krippendorff K. Computing Krippendorff's alpha-reliability. Annenberg School for Communication, "
        "University of Pennsylvania; 2011."
    ),
    "bootstrap": "Efron B, Tibshirani RJ. An introduction to the bootstrap. New York: Chapman & Hall; 1993.",
    "cohen": (
        "Cohen J. A coefficient of agreement for nominal scales. Educ Psychol Meas 1960; 20: 37–46. "
        "doi:10.1177/001316446002000104"
    ),
    "fleiss": (
        "Fleiss JL. Measuring nominal scale agreement among many raters. Psychol Bull 1971; 76: 378–382. "
        "doi:10.1037/h0031619"
    ),
    "gwet": (
        "Gwet KL. Computing inter-rater reliability and its variance in the presence of high agreement. Br J "
        "Math Stat Psychol 2008; 61: 29–48. doi:10.1348/000711006X126600"
    ),
    "dawid": (
        "Dawid AP, Skene AM. Maximum likelihood estimation of observer error-rates using the EM algorithm. Appl "
        "Stat 1979; 28: 20–28. doi:10.2307/2346806"
    ),
    "guo": (
        "Guo C, Pleiss G, Sun Y, Weinberger KQ. On calibration of modern neural networks. Proc Mach Learn Res 2017; "
        "70: 1321–1330."
    ),
    "naeini": (
        "Naeini MP, Cooper GF, Hauskrecht M. Obtaining well calibrated probabilities using Bayesian binning. "
        "Proc AAAI 2015; 2901–2907. doi:10.1609/aaai.v29i1.9602"
    ),
    "brocker": (
        "Bröcker J, Smith LA. Increasing the reliability of reliability diagrams. Weather Forecast 2007; 22: 651–661. "
        "doi:10.1175/WAF993.1"
    ),
    "figueroa": (
        "Figueroa RL, Zeng-Treitler Q, Kandula S, Ngo LH. Predicting sample size required for classification "
        "performance. BMC Med Inform Decis Mak 2012; 12: 8. doi:10.1186/1472-6947-12-8"
    ),
    "bloodgood": (
        "Bloodgood M, Vijay-Shanker K. A method for stopping active learning based on stabilizing predictions "
        "and the need for user-adjustable stopping. Proc CoNLL 2009; 39–47."
    ),
    "newcombe": (
        "Newcombe RG. Interval estimation for the difference between independent proportions: comparison of "
        "eleven methods. Stat Med 1998; 17: 873–890. "
        "doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I"
    ),
    "mantel": (
        "Mantel N, Haenszel W. Statistical aspects of the analysis of data from retrospective studies of "
        "disease. J Natl Cancer Inst 1959; 22: 719–748. doi:10.1093/jnci/22.4.719"
    ),
    "callaghan": (
        "Callaghan MW, Müller-Hansen F. Statistical stopping criteria for automated screening in systematic "
        "reviews. Syst Rev 2020; 9: 273. doi:10.1186/s13643-020-01521-4"
    ),
}
#: By the words that name a source in the table of query strategies.
OF_STRATEGIES = {
    "Scheffer": (
        "Scheffer T, Decomain C, Wrobel S. Active hidden Markov models for information extraction. Proc IDA "
        "2001; 309–318. doi:10.1007/3-540-44816-0_31"
    ),
    "Zhdanov": "Zhdanov F. Diverse mini-batch active learning. arXiv:1901.05954; 2019.",
    "Bae et al. 2024": (
        "Bae W, Noh J, Sutherland DJ. Generalized coverage for more robust low-budget active learning. Proc ECCV 2024. "
        "arXiv:2407.12212"
    ),
    "Bae et al. 2025": (
        "Bae W, Oliveira GL, Sutherland DJ. Uncertainty herding: one active learning method for all label budgets. "
        "Proc ICLR 2025. arXiv:2412.20644"
    ),
    "Shannon": (
        "Shannon CE. A mathematical theory of communication. Bell Syst Tech J 1948; 27: 379–423. "
        "doi:10.1002/j.1538-7305.1948.tb01338.x"
    ),
    "Lewis": (
        "Lewis DD, Gale WA. A sequential algorithm for training text classifiers. Proc SIGIR 1994; 3–12. "
        "doi:10.1007/978-1-4471-2099-5_1"
    ),
    "Settles 2009": (
        "Settles B. Active learning literature survey. Computer Sciences Technical Report 1648, University of "
        "Wisconsin–Madison; 2009."
    ),
    "Dagan": (
        "Dagan I, Engelson SP. Committee-based sampling for training probabilistic classifiers. Proc ICML 1995; "
        "150–157. doi:10.1016/B978-1-55860-377-6.50027-X"
    ),
    "McCallum & Nigam": (
        "McCallum A, Nigam K. Employing EM and pool-based active learning for text classification. Proc ICML "
        "1998; 350–358."
    ),
    "Craven & Ray": "Settles B, Craven M, Ray S. Multiple-instance active learning. Proc NIPS 2007; 1289–1296.",
    "Roy": (
        "Roy N, McCallum A. Toward optimal active learning through sampling estimation of error reduction. Proc "
        "ICML 2001; 441–448."
    ),
    "Ash": (
        "Ash JT, Zhang C, Krishnamurthy A, Langford J, Agarwal A. Deep batch active learning by diverse, "
        "uncertain gradient lower bounds. Proc ICLR 2020. arXiv:1906.03671"
    ),
    "Craven 2008": (
        "Settles B, Craven M. An analysis of active learning strategies for sequence labeling tasks. Proc EMNLP "
        "2008; 1070–1079. doi:10.3115/1613715.1613855"
    ),
    "Hacohen": (
        "Hacohen G, Dekel A, Weinshall D. Active learning on a budget: opposite strategies suit high and low "
        "budgets. Proc Mach Learn Res 2022; 162: 8175–8195."
    ),
    "Sener": (
        "Sener O, Savarese S. Active learning for convolutional neural networks: a core-set approach. Proc ICLR 2018. "
        "arXiv:1708.00489"
    ),
    "Cardoso": (
        "Cardoso TNC, Silva RM, Canuto S, Moro MM, Gonçalves MA. Ranked batch-mode active learning. Inf Sci "
        "2017; 379: 313–337. doi:10.1016/j.ins.2016.10.037"
    ),
}
